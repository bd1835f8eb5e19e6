package io.reflexarc.sandbox.registry;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same contract against a registry that is not ours. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@EnabledIfSystemProperty(
    named = ApicurioRegistryIT.HOME,
    matches = ".+",
    disabledReason = "needs the 109 MB of Apicurio: run with -Papicurio")
class ApicurioRegistryIT extends RegistryContract {

  static final String HOME = "reflexarc.apicurio.home";

  private static ApicurioProcess apicurio;

  @BeforeAll
  static void start() throws Exception {
    apicurio = ApicurioProcess.start(Path.of(System.getProperty(HOME)));
  }

  @AfterAll
  static void stop() throws Exception {
    if (apicurio != null) {
      apicurio.close();
    }
  }

  @Override
  String url() {
    return apicurio.url();
  }
}
