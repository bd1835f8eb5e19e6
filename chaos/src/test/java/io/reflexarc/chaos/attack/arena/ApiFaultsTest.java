package io.reflexarc.chaos.attack.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.chaos.attack.plan.ApiTrouble;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestView;
import org.junit.jupiter.api.Test;

class ApiFaultsTest {

  private final ApiFaults faults = new ApiFaults();

  @Test
  void shouldHitAsManyRequestsAsWereOrdered() {
    // given
    faults.order(ApiTrouble.TOO_MANY_REQUESTS, 2);

    // then
    assertThat(faults.decide(by("reflexarc-actuator"))).isEqualTo(new Fault.Refuse(429, 1));
    assertThat(faults.decide(by("reflexarc-detector"))).isEqualTo(new Fault.Refuse(429, 1));
    assertThat(faults.decide(by("reflexarc-actuator"))).isEqualTo(Fault.NONE);
    assertThat(faults.hit()).isEqualTo(2);
  }

  @Test
  void shouldSpareWhoAttacks() {
    // given
    faults.order(ApiTrouble.CUT, 1);

    // then
    assertThat(faults.decide(by("reflexarc-scenario"))).isEqualTo(Fault.NONE);
    assertThat(faults.hit()).isZero();
  }

  @Test
  void shouldWaitForAWriteWhenTheTroubleIsAboutADeed() {
    // given
    faults.order(ApiTrouble.DONE_BUT_SILENT, 1);

    // then
    assertThat(faults.decide(by("reflexarc-actuator"))).isEqualTo(Fault.NONE);
    assertThat(faults.decide(new RequestView("PUT", "/apis/apps/v1", false, "reflexarc-actuator")))
        .isEqualTo(new Fault.DropAfter());
  }

  private static RequestView by(String userAgent) {
    return new RequestView("GET", "/api/v1/pods", false, userAgent);
  }
}
