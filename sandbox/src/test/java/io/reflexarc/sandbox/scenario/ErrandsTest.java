package io.reflexarc.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrandsTest {

  private final Errands errands = new Errands();

  @Test
  void shouldHoldNothingWhenNoCommandIsOnItsWay() {
    hear(Records.audit(10, Stage.DETECTED, ""), 10, 1);

    assertThat(errands.notBeyond(Duration.ofSeconds(5))).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldLetTheWorldGoAtItsPaceWhileACommandIsOnItsWay() {
    hear(Records.command(10, "a"), 40, 1);
    hear(Records.audit(10, Stage.ISSUED, "a"), 40, 1);

    assertThat(errands.notBeyond(Duration.ofSeconds(1))).isEqualTo(Records.at(40));
    assertThat(errands.notBeyond(Duration.ofMillis(1_500)))
        .isEqualTo(Records.at(40 + Errands.PACE / 2));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "APPLIED",
        "ALREADY_APPLIED",
        "EXPIRED",
        "SUPERSEDED",
        "OVERRIDDEN",
        "HELD",
        "FAILED"
      })
  void shouldLetTheWorldGoWhenTheLastCommandHasEnded(Stage end) {
    hear(Records.command(10, "a"), 40, 1);
    hear(Records.command(12, "b"), 50, 2);
    hear(Records.audit(20, end, "a"), 60, 3);
    Instant withOne = errands.notBeyond(Duration.ofSeconds(3));
    hear(Records.audit(20, end, "b"), 60, 3);

    assertThat(withOne).isEqualTo(Records.at(40 + 2 * Errands.PACE));
    assertThat(errands.notBeyond(Duration.ofSeconds(3))).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldNotWaitWhenTheEndIsHeardBeforeTheCommand() {
    hear(Records.audit(20, Stage.APPLIED, "a"), 60, 3);
    hear(Records.command(10, "a"), 60, 3);

    assertThat(errands.notBeyond(Duration.ofSeconds(3))).isEqualTo(Instant.MAX);
  }

  private void hear(Heard heard, long now, long real) {
    errands.hear(heard, Records.at(now), Duration.ofSeconds(real));
  }
}
