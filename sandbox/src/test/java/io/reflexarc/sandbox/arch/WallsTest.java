package io.reflexarc.sandbox.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The walls of the house, over the classes of every module at once: who may know whom, who may
 * touch the cluster, and where time and chance come from.
 */
@AnalyzeClasses(packages = "io.reflexarc", importOptions = DoNotIncludeTests.class)
final class WallsTest {

  @ArchTest
  static final ArchRule SCHEMAS_KNOW_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.schemas..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.reflexarc..")
                  .and(not(resideInAPackage("io.reflexarc.schemas.."))));

  @ArchTest
  static final ArchRule RUNTIME_KNOWS_SCHEMAS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.detector..",
              "io.reflexarc.decider..",
              "io.reflexarc.actuator..",
              "io.reflexarc.sandbox..",
              "io.fabric8..",
              "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule DETECTOR_NEVER_DECIDES_NOR_ACTS =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.detector..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.decider..",
              "io.reflexarc.actuator..",
              "io.reflexarc.sandbox..",
              "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule DECIDER_HAS_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.decider..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.detector..",
              "io.reflexarc.actuator..",
              "io.reflexarc.sandbox..",
              "io.fabric8..");

  @ArchTest
  static final ArchRule ACTUATOR_NEVER_DECIDES =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.actuator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.detector..",
              "io.reflexarc.decider..",
              "io.reflexarc.sandbox..",
              "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule CLUSTER_TYPES_STOP_AT_THE_EDGE =
      noClasses()
          .that()
          .resideInAnyPackage("io.reflexarc.detector..", "io.reflexarc.actuator..")
          .and()
          .resideOutsideOfPackages(
              "io.reflexarc.detector.watch..", "io.reflexarc.actuator.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_FROM_MAIN =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current");

  @ArchTest
  static final ArchRule ONLY_MAINS_END_THE_PROCESS =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NAMES_SAY_SOMETHING =
      classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)$");
}
