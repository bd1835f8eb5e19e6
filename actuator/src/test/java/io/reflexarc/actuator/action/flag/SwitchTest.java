package io.reflexarc.actuator.action.flag;

import static io.reflexarc.actuator.action.Objects.object;
import static io.reflexarc.actuator.action.Objects.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who holds a switch, and what stands when they let go. */
class SwitchTest {

  private static final KubeObject FLAGS =
      object(
          """
          {'kind': 'ConfigMap', 'metadata': {'name': 'flags', 'namespace': 'shop'},
           'data': {'recommendations': 'on', 'reviews': 'on'}}
          """);

  @Test
  void shouldRememberTheValueBefore() {
    // when
    KubeObject off = set(FLAGS, "off", "c-1");

    // then
    assertThat(value(off)).isEqualTo("off");
    assertThat(off.text("/data/reviews")).isEqualTo("on");
    assertThat(Effects.on(off).of("c-1"))
        .contains(new Change(Map.of("recommendations", "on"), Map.of("recommendations", "off")));
  }

  @Test
  void shouldGiveTheValueBackWhenTheLastHolderLetsGo() {
    // given
    KubeObject heldTwice = set(set(FLAGS, "off", "c-1"), "off", "c-2");

    // when
    KubeObject heldOnce = release(heldTwice, "c-1");
    KubeObject free = release(heldOnce, "c-2");

    // then
    assertThat(value(heldOnce)).isEqualTo("off");
    assertThat(value(free)).isEqualTo("on");
    assertThat(free.annotation(Effects.ANNOTATION)).isEmpty();
  }

  @Test
  void shouldLetTheYoungestHolderDecide() {
    // given
    KubeObject low = set(set(FLAGS, "off", "c-1"), "low", "c-2");

    // when, then
    assertThat(value(release(low, "c-1"))).isEqualTo("low");
    assertThat(value(release(low, "c-2"))).isEqualTo("off");
    assertThat(value(release(release(low, "c-2"), "c-1"))).isEqualTo("on");
    assertThat(value(release(release(low, "c-1"), "c-2"))).isEqualTo("on");
  }

  @Test
  void shouldTakeAwayWhatWasNotThere() {
    // given
    KubeObject open =
        FLAGS.edited(
            json ->
                json.withObject("/metadata")
                    .withObjectProperty("annotations")
                    .put(Allowed.ANNOTATION, "{\"search\": []}"));

    // when
    KubeObject set = written(open, new Switch(open, "search").set("plain", "c-1"));
    KubeObject free = written(set, new Switch(set, "search").release("c-1"));

    // then
    assertThat(set.text("/data/search")).isEqualTo("plain");
    assertThat(free.at("/data").has("search")).isFalse();
  }

  @Test
  void shouldLeaveWhatAnotherHandHasSet() {
    KubeObject slow = byHand(set(FLAGS, "off", "c-1"), "slow");

    assertThat(outcome(new Switch(slow, "recommendations").release("c-1")))
        .isEqualTo(
            new Outcome.Overridden(
                "recommendations of ConfigMap flags is 'slow' by another hand, and left so"));
  }

  @Test
  void shouldForgetHoldersWhomAnotherHandHasOverruled() {
    // given
    KubeObject on = byHand(set(FLAGS, "off", "c-1"), "on");

    // when
    KubeObject off = set(on, "off", "c-2");

    // then
    assertThat(value(release(off, "c-2"))).isEqualTo("on");
    assertThat(outcome(new Switch(off, "recommendations").release("c-1")))
        .isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  void shouldNotClaimWhatStandsAlready() {
    assertThat(outcome(new Switch(FLAGS, "recommendations").set("on", "c-1")).reason())
        .isEqualTo(
            "ConfigMap flags: recommendations is 'on' already, and not by one of our commands");
  }

  @Test
  void shouldRefuseAKeyThatIsNotThere() {
    assertThat(outcome(new Switch(FLAGS, "search").set("off", "c-1")).reason())
        .isEqualTo(
            "ConfigMap flags: there is no search, and no annotation reflexarc.io/flags that would"
                + " allow it");
  }

  @Test
  void shouldRefuseWhatTheAnnotationDoesNotAllow() {
    KubeObject typed = annotated("{\"recommendations\": [\"on\", \"off\"]}");

    assertThat(outcome(new Switch(typed, "recommendations").set("maybe", "c-1")).reason())
        .endsWith("allows on, off for recommendations, not 'maybe'");
    assertThat(outcome(new Switch(typed, "reviews").set("off", "c-1")).reason())
        .endsWith("does not name reviews");
    assertThat(value(set(typed, "off", "c-1"))).isEqualTo("off");
  }

  @Test
  void shouldRefuseRatherThanGuessAGarbledAnnotation() {
    KubeObject garbled = annotated("recommendations=on");

    assertThat(outcome(new Switch(garbled, "recommendations").set("off", "c-1")).reason())
        .contains("is no JSON object of key to list of values, write {");
  }

  @Test
  void shouldRefuseWhatIsImmutable() {
    KubeObject immutable = FLAGS.edited(json -> json.put("immutable", true));

    assertThat(outcome(new Switch(immutable, "recommendations").set("off", "c-1")).reason())
        .isEqualTo("ConfigMap flags: it is immutable");
  }

  private static KubeObject annotated(String flags) {
    return FLAGS.edited(
        json ->
            json.withObject("/metadata")
                .withObjectProperty("annotations")
                .put(Allowed.ANNOTATION, flags));
  }

  private static KubeObject byHand(KubeObject flags, String value) {
    return flags.edited(json -> json.withObject("/data").put("recommendations", value));
  }

  private static KubeObject set(KubeObject flags, String value, String command) {
    return written(flags, new Switch(flags, "recommendations").set(value, command));
  }

  private static KubeObject release(KubeObject flags, String command) {
    return written(flags, new Switch(flags, "recommendations").release(command));
  }

  private static String value(KubeObject flags) {
    return flags.text("/data/recommendations");
  }

  private static Outcome outcome(Edited edited) {
    return ((Edited.Not) edited).outcome();
  }
}
