package io.reflexarc.actuator.action.route;

import static io.reflexarc.actuator.action.Objects.object;
import static io.reflexarc.actuator.action.Objects.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that go and come back. */
class ShiftTest {

  private static final Pair PAIR = new Pair("east", "west");
  private static final KubeObject ROUTE =
      object(
          """
          {'kind': 'HTTPRoute', 'metadata': {'name': 'web', 'namespace': 'shop'},
           'spec': {'rules': [
             {'backendRefs': [{'name': 'east', 'port': 80, 'weight': 90},
                              {'name': 'west', 'port': 80, 'weight': 10}]},
             {'backendRefs': [{'name': 'static', 'port': 80}]},
             {'backendRefs': [{'name': 'west', 'port': 80}, {'name': 'east', 'port': 80}]}]}}
          """);

  @Test
  void shouldShiftInAllRulesThatNameBoth() {
    // when
    KubeObject away = away(ROUTE, 100);

    // then
    assertThat(weights(away)).isEqualTo("0 100, 2 0");
    assertThat(away.at("/spec/rules/1")).isEqualTo(ROUTE.at("/spec/rules/1"));
    assertThat(away.text("/spec/rules/0/backendRefs/0/port")).isEqualTo("80");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"75; 22 78, 2 0", "50; 45 55, 2 0", "25; 67 33, 2 0", "0; 90 10, 1 1"})
  void shouldComeBackByStepsFromTheOriginalWeights(int moved, String weights) {
    assertThat(weights(back(away(ROUTE, 100), moved))).isEqualTo(weights);
  }

  @Test
  void shouldForgetWithTheLastStep() {
    // given
    KubeObject half = back(back(away(ROUTE, 100), 75), 50);
    assertThat(Effects.on(half).of("c-1")).isPresent();

    // when
    KubeObject all = back(half, 0);

    // then
    assertThat(weights(all)).isEqualTo("90 10, 1 1");
    assertThat(all.annotation(Effects.ANNOTATION)).isEmpty();
  }

  @Test
  void shouldLeaveWeightsThatAnotherHandHasSet() {
    KubeObject byHand = weighed(away(ROUTE, 100), 50);

    assertThat(outcome(new Shift(byHand, PAIR).back(75, "c-1")))
        .isEqualTo(
            new Outcome.Overridden(
                "the weights of HTTPRoute web were changed by another hand, and are left so"));
  }

  @Test
  void shouldNotShiftAwayAgainWhatHasComeBack() {
    KubeObject half = back(away(ROUTE, 100), 50);

    assertThat(outcome(new Shift(half, PAIR).back(75, "c-1")))
        .isEqualTo(new Outcome.AlreadyApplied("only 50 % of the traffic is away already"));
  }

  @Test
  void shouldSayWhenNothingOfItIsLeft() {
    assertThat(outcome(new Shift(ROUTE, PAIR).back(0, "c-1")))
        .isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  void shouldRefuseASecondShiftWhileOneStands() {
    KubeObject away = away(ROUTE, 50);

    assertThat(outcome(new Shift(away, new Pair("west", "east")).away(100, "c-2")).reason())
        .isEqualTo("HTTPRoute web: traffic is shifted in it already; that has to come back first");
  }

  @Test
  void shouldShiftAnewWhenAnotherHandHasEndedTheFirst() {
    // given
    KubeObject byHand = weighed(away(ROUTE, 100), 50);

    // when
    KubeObject again = written(byHand, new Shift(byHand, PAIR).away(100, "c-2"));

    // then
    assertThat(Effects.on(again).byCommand()).containsOnlyKeys("c-2");
    assertThat(weights(written(again, new Shift(again, PAIR).back(0, "c-2"))))
        .isEqualTo("50 100, 2 0");
  }

  @Test
  void shouldRefuseWhatCannotBeShifted() {
    assertThat(outcome(new Shift(ROUTE, new Pair("east", "north")).away(100, "c-1")).reason())
        .isEqualTo("HTTPRoute web: no rule names both east and north");
    KubeObject empty =
        ROUTE.edited(
            json -> {
              json.withObject("/spec/rules/0/backendRefs/0").put("weight", 0);
              json.withObject("/spec/rules/2/backendRefs/1").put("weight", 0);
            });
    assertThat(outcome(new Shift(empty, PAIR).away(100, "c-1")).reason())
        .isEqualTo("HTTPRoute web: east has no traffic to shift");
  }

  @Test
  void shouldRefuseABackendThatARuleNamesTwice() {
    KubeObject twice =
        ROUTE.edited(json -> json.withObject("/spec/rules/0/backendRefs/1").put("name", "east"));

    assertThat(outcome(new Shift(twice, PAIR).away(100, "c-1")).reason())
        .isEqualTo("HTTPRoute web: rule 0 names east more than once");
  }

  private static KubeObject weighed(KubeObject route, int east) {
    return route.edited(json -> json.withObject("/spec/rules/0/backendRefs/0").put("weight", east));
  }

  private static KubeObject away(KubeObject route, int moved) {
    return written(route, new Shift(route, PAIR).away(moved, "c-1"));
  }

  private static KubeObject back(KubeObject route, int moved) {
    return written(route, new Shift(route, PAIR).back(moved, "c-1"));
  }

  private static String weights(KubeObject route) {
    return weight(route, 0, 0)
        + " "
        + weight(route, 0, 1)
        + ", "
        + weight(route, 2, 0)
        + " "
        + weight(route, 2, 1);
  }

  private static long weight(KubeObject route, int rule, int backend) {
    return route.number("/spec/rules/" + rule + "/backendRefs/" + backend + "/weight", 1);
  }

  private static Outcome outcome(Edited edited) {
    return ((Edited.Not) edited).outcome();
  }
}
