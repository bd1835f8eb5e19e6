package io.reflexarc.sandbox.world.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A version of an application.
 *
 * @param namespace where it runs
 * @param app its name
 * @param version its version
 */
public record AppVersion(String namespace, String app, String version) {
  // Written out because these run for every process in every second of the world.
  @Override
  public int hashCode() {
    return 31 * app.hashCode() + version.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof AppVersion that
            && app.equals(that.app)
            && version.equals(that.version)
            && namespace.equals(that.namespace));
  }

  @Override
  public String toString() {
    return namespace + "/" + app + ":" + version;
  }
}
