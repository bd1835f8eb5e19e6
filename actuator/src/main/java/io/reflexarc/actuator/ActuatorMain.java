package io.reflexarc.actuator;

import io.reflexarc.actuator.rights.RoleManifest;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.lifecycle.StageMain;
import java.util.ArrayList;
import java.util.List;

/** Runs the actuator as a process of its own. */
public final class ActuatorMain {

  private ActuatorMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs until the process is told to stop, and returns its exit code. With {@code --print-rbac} it
   * prints instead the rights that it needs, of all namespaces or of the one of {@code
   * --namespace}.
   */
  public static int run(String[] args) {
    List<String> words = new ArrayList<>(List.of(args));
    if (words.remove("--print-rbac")) {
      return StageMain.once(
          "actuator", forRights(words), ActuatorConfig.definition(), ActuatorMain::printRights);
    }
    return StageMain.run(
        "actuator",
        args,
        ActuatorConfig.definition(),
        (settings, time) -> Actuator.start(ActuatorConfig.from(settings), time));
  }

  /** Rights do not depend on where Kafka is; whoever prints them need not know. */
  private static String[] forRights(List<String> words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--set",
                CommonConfig.BOOTSTRAP_SERVERS + "=none:9092",
                "--set",
                CommonConfig.SCHEMA_REGISTRY_URL + "=http://none"));
    int namespace = words.indexOf("--namespace");
    if (namespace >= 0 && namespace + 1 < words.size()) {
      words.remove(namespace);
      words.set(namespace, ActuatorConfig.NAMESPACE + "=" + words.get(namespace));
      words.add(namespace, "--set");
    }
    all.addAll(words);
    return all.toArray(String[]::new);
  }

  private static void printRights(Settings settings) {
    ActuatorConfig config = ActuatorConfig.from(settings);
    System.out.print(new RoleManifest(config.enabled(), config.namespace()).yaml());
  }
}
