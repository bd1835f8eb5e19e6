package io.reflexarc.actuator.action.route;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A route and what was shifted in it. The weights from before stand in the object's {@link Effects}
 * under the command that shifted, so that every step is worked out from them and not from the step
 * before; with the last step they are forgotten. A route carries one shift at a time: two that
 * overlap could not be told apart on the way back.
 *
 * @param route the object as it is
 * @param pair the two backends
 */
record Shift(KubeObject route, Pair pair) {

  /** In the memory of a shift: how many hundredths are away now. */
  private static final String MOVED = "moved";

  /** Away from the sick backend. */
  Edited away(int moved, String command) {
    Weights now = Weights.of(route, pair);
    Optional<String> objection = objection(now);
    if (objection.isPresent()) {
      return new Edited.Not(
          new Outcome.Refused(Refusal.UNFIT, "HTTPRoute " + route.name() + ": " + objection.get()));
    }
    return to(now, now, moved, command, standing());
  }

  /** Back, so that only this many hundredths stay away. */
  Edited back(int moved, String shifting) {
    Optional<Change> shifted = Effects.on(route).of(shifting);
    if (shifted.isEmpty()) {
      return new Edited.Not(
          new Outcome.Superseded(
              "nothing that command "
                  + shifting
                  + " shifted is left in HTTPRoute "
                  + route.name()));
    }
    if (!stands(shifted.get())) {
      return new Edited.Not(
          new Outcome.Overridden(
              "the weights of HTTPRoute "
                  + route.name()
                  + " were changed by another hand, and are left so"));
    }
    if (moved >= away(shifted.get())) {
      return new Edited.Not(
          new Outcome.AlreadyApplied(
              "only " + away(shifted.get()) + " % of the traffic is away already"));
    }
    return to(
        Weights.of(route, pair),
        Weights.of(shifted.get().before(), pair),
        moved,
        shifting,
        Effects.on(route));
  }

  private Edited to(Weights now, Weights original, int moved, String shifting, Effects effects) {
    Weights wanted = original.moved(moved);
    Map<String, String> memory = new TreeMap<>(wanted.words());
    memory.put(MOVED, Integer.toString(moved));
    Effects kept =
        moved == 0
            ? effects.without(shifting)
            : effects.with(shifting, new Change(original.words(), memory));
    return new Edited.To(
        json -> {
          wanted.putOn(json);
          kept.putOn(json);
        },
        new Change(now.words(), wanted.words()));
  }

  private Optional<String> objection(Weights now) {
    Optional<String> ambiguous = Weights.ambiguous(route, pair);
    if (ambiguous.isPresent()) {
      return ambiguous;
    }
    if (now.isEmpty()) {
      return Optional.of("no rule names both " + pair.from() + " and " + pair.to());
    }
    if (now.ofFrom() == 0) {
      return Optional.of(pair.from() + " has no traffic to shift");
    }
    return standing().byCommand().isEmpty()
        ? Optional.empty()
        : Optional.of("traffic is shifted in it already; that has to come back first");
  }

  /** The shifts that still stand as we left them; another hand has ended the others. */
  private Effects standing() {
    Effects standing = Effects.on(route);
    for (Map.Entry<String, Change> each : standing.byCommand().entrySet()) {
      standing = stands(each.getValue()) ? standing : standing.without(each.getKey());
    }
    return standing;
  }

  private boolean stands(Change shifted) {
    Map<String, Integer> now = Weights.all(route);
    return Weights.of(shifted.after(), pair).byField().entrySet().stream()
        .allMatch(field -> field.getValue().equals(now.get(field.getKey())));
  }

  private static int away(Change shifted) {
    return Integer.parseInt(shifted.after().getOrDefault(MOVED, "100"));
  }
}
