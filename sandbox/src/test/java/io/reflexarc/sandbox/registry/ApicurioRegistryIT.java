package io.reflexarc.sandbox.registry;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same contract against a registry that is not ours. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@EnabledIfSystemProperty(
    named = ApicurioRegistryIT.ARCHIVE,
    matches = ".+",
    disabledReason = "needs the 109 MB of Apicurio: run with -Papicurio")
class ApicurioRegistryIT extends RegistryContract {

  static final String ARCHIVE = "reflexarc.apicurio.archive";

  private static ApicurioProcess apicurio;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    apicurio = ApicurioProcess.start(Path.of(System.getProperty(ARCHIVE)), directory);
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
