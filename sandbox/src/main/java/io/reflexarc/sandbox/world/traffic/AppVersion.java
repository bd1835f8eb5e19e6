package io.reflexarc.sandbox.world.traffic;

/**
 * A version of an application.
 *
 * @param namespace where it runs
 * @param app its name
 * @param version its version
 */
public record AppVersion(String namespace, String app, String version) {
  @Override
  public String toString() {
    return namespace + "/" + app + ":" + version;
  }
}
