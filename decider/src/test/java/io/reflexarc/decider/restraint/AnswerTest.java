package io.reflexarc.decider.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final String SCOPE = "command:0123456789abcdef0123456789abcdef";

  @Test
  void shouldStandRejectedInWhicheverOrderItWasAlsoApproved() {
    Control approved = order(SCOPE, Verb.APPROVE, 1, null);
    Control rejected = order(SCOPE, Verb.REJECT, 2, null);
    Control approvedLater = order(SCOPE, Verb.APPROVE, 3, null);
    assertThat(Answer.standing(approved, rejected)).isEqualTo(rejected);
    assertThat(Answer.standing(rejected, approvedLater)).isEqualTo(rejected);
  }

  @Test
  void shouldTakeTheLaterOneWhenTheRejectionIsOverOrIsNone() {
    Control lapsed = order(SCOPE, Verb.REJECT, 1, 5L);
    Control approved = order(SCOPE, Verb.APPROVE, 5, null);
    Control acknowledged = order(SCOPE, Verb.ACKNOWLEDGE, 6, null);
    assertThat(Answer.standing(null, approved)).isEqualTo(approved);
    assertThat(Answer.standing(lapsed, approved)).isEqualTo(approved);
    assertThat(Answer.standing(approved, acknowledged)).isEqualTo(acknowledged);
    assertThat(Answer.standing(order("*", Verb.PAUSE, 1, null), order("*", Verb.RESUME, 2, null)))
        .extracting(Control::getVerb)
        .isEqualTo(Verb.RESUME);
  }

  private static Control order(String scope, Verb verb, long at, @Nullable Long until) {
    return Control.newBuilder()
        .setScope(scope)
        .setVerb(verb)
        .setBy("anna")
        .setReason("to look into it")
        .setAt(Instant.ofEpochMilli(at))
        .setUntil(until == null ? null : Instant.ofEpochMilli(until))
        .build();
  }
}
