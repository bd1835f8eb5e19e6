package io.reflexarc.decider.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PauseTest {

  private static final TargetKey TARGET = TargetKey.parse("local/shop/Deployment/web");
  private static final long NOW = 1_000_000_000L;

  @Test
  void shouldCountFromTheResumeThatATargetsClockHasNotReachedYet() {
    assertThat(Pause.liftedAt(TARGET, "shop/errors", resumed("*", 5_000), NOW))
        .isEqualTo(NOW + 5_000);
    assertThat(Pause.liftedAt(TARGET, "shop/errors", resumed("policy:shop/errors", 5_000), NOW))
        .isEqualTo(NOW + 5_000);
  }

  @Test
  void shouldCountFromNowWhenTheResumeIsOlderOrOfAnotherScopeOrOfAWrongClock() {
    assertThat(Pause.liftedAt(TARGET, "shop/errors", resumed("*", -5_000), NOW)).isEqualTo(NOW);
    assertThat(Pause.liftedAt(TARGET, "shop/errors", resumed("other", 5_000), NOW)).isEqualTo(NOW);
    assertThat(Pause.liftedAt(TARGET, "shop/errors", resumed("*", 300_001), NOW)).isEqualTo(NOW);
  }

  private static Map<String, Control> resumed(String scope, long afterMillis) {
    return Map.of(
        scope,
        Control.newBuilder()
            .setScope(scope)
            .setVerb(Verb.RESUME)
            .setBy("mara")
            .setReason("done")
            .setAt(Instant.ofEpochMilli(NOW + afterMillis))
            .setUntil(null)
            .build());
  }
}
