package io.reflexarc.decider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** The core is a function of state, event and time; only the shell knows Kafka. */
@AnalyzeClasses(
    packages = "io.reflexarc.decider",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] CORE = {
    "..decider.arbiter..",
    "..decider.audit..",
    "..decider.command..",
    "..decider.fact..",
    "..decider.incident..",
    "..decider.indicator..",
    "..decider.ingest..",
    "..decider.judge..",
    "..decider.proven..",
    "..decider.restraint..",
    "..decider.rule..",
    "..decider.spine..",
    "..decider.window.."
  };

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "io.fabric8..",
              "io.micrometer..",
              "io.reflexarc.runtime..",
              "..decider.stream..",
              "..decider.state..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_CLUSTER =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.fabric8..");

  @ArchTest
  static final ArchRule NO_RULE_ASKS_THE_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class, SecureRandom.class, UUID.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random");
}
