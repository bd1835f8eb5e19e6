package io.reflexarc.detector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.reflexarc.detector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule THE_CLUSTERS_CLIENT_STOPS_AT_WATCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("..detector.watch")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..detector.cluster..",
              "..detector.finding..",
              "..detector.symptom..",
              "..detector.attribution..",
              "..detector.sensing..",
              "..detector.ledger..",
              "..detector.workload..",
              "..detector.exposition..",
              "..detector.policy..",
              "..detector.watch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule NOTHING_ASKS_THE_SYSTEMS_CLOCK =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule NOTHING_OF_THE_OTHER_STAGES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.reflexarc.decider..", "io.reflexarc.actuator..");
}
