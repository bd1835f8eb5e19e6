package io.reflexarc.chaos.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
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

/** Who may know whom, and where time and chance come from. */
@AnalyzeClasses(packages = "io.reflexarc.chaos", importOptions = DoNotIncludeTests.class)
final class WallsTest {

  @ArchTest
  static final ArchRule STAGES_ARE_SEEN_FROM_OUTSIDE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.reflexarc.detector..",
              "io.reflexarc.decider..",
              "io.reflexarc.actuator..",
              "io.reflexarc.bench..",
              "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule TRIALS_DO_NOT_KNOW_HOW_THEY_ARE_SHOWN =
      noClasses()
          .that()
          .resideInAPackage("io.reflexarc.chaos.play..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.reflexarc.chaos.board..", "io.reflexarc.chaos.report..");

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_COME_FROM_MAIN =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class);

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NAMES_SAY_SOMETHING =
      classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)$");
}
