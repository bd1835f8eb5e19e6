package io.reflexarc.actuator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

/** The walls inside the actuator. */
@AnalyzeClasses(packages = "io.reflexarc.actuator", importOptions = DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule FABRIC8_STAYS_IN_CLUSTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule LOOKING_AND_ACTING_KNOW_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage("..action..", "..cluster..", "..errand..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule ACTIONS_DO_NOT_WRITE =
      noClasses()
          .that()
          .resideInAPackage("..action..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.reflexarc.actuator.cluster.Cluster");

  @ArchTest
  static final ArchRule PACKAGES_POINT_INWARDS =
      noClasses()
          .that()
          .resideInAnyPackage("..action..", "..cluster..", "..control..", "..claim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.actuator", "..actuator.errand..", "..actuator.report..");

  @ArchTest
  static final ArchRule TIME_COMES_FROM_OUTSIDE =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random");
}
