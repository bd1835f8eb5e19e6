package io.reflexarc.decider.command;

import io.reflexarc.decider.incident.Issued;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What takes an effect of ours back, or the next part of it.
 *
 * @param action the action that does
 * @param step the how manieth it is, from 1
 * @param plan what is done
 */
public record Reversal(Action action, int step, Plan.Feasible plan) {

  /** Parameter: id of the command whose effect is taken back. */
  public static final String UNDOES = "undoes";

  /**
   * The reversal of an effect.
   *
   * @param state the target as it stands
   * @throws IllegalArgumentException when the effect cannot be taken back
   */
  public static Reversal of(Issued effect, WorkloadState state) {
    Action action =
        effect
            .action()
            .undo()
            .orElseThrow(
                () -> new IllegalArgumentException(effect.says() + " cannot be taken back"));
    Map<String, String> parameters = parameters(effect);
    parameters.put(UNDOES, effect.id());
    Precondition same =
        Precondition.newBuilder()
            .setObject(state.getTarget())
            .setUid(state.getUid().isEmpty() ? null : state.getUid())
            .build();
    return new Reversal(
        action,
        effect.step() + 1,
        new Plan.Feasible(effect.subject(), parameters, List.of(same), says(effect, parameters)));
  }

  private static Map<String, String> parameters(Issued effect) {
    Map<String, String> done = new TreeMap<>(effect.parameters());
    switch (effect.action()) {
      case PAUSE_ROLLOUT -> done.put("paused", "false");
      case CORDON_NODE, DRAIN_NODE -> {
        done.put("unschedulable", "false");
        done.remove("atOnce");
      }
      case FREEZE_AUTOSCALER -> {
        done.put("minReplicas", done.remove("formerMinReplicas"));
        done.put("maxReplicas", done.remove("formerMaxReplicas"));
      }
      case ARGO_CD, FLUX -> done.putIfAbsent("object", done.getOrDefault("stableObject", ""));
      case SHIFT_TRAFFIC -> done.put(Issued.MOVED, Integer.toString(left(done)));
      default -> {}
    }
    return done;
  }

  private static int left(Map<String, String> done) {
    int moved = Integer.parseInt(done.getOrDefault(Issued.MOVED, ShiftTrafficPlanner.ALL));
    int step =
        Integer.parseInt(done.getOrDefault(ShiftTrafficPlanner.STEP, ShiftTrafficPlanner.ALL));
    return Math.max(0, moved - step);
  }

  private static String says(Issued effect, Map<String, String> parameters) {
    String object = parameters.getOrDefault("object", "");
    String name = object.substring(object.lastIndexOf('/') + 1);
    return switch (effect.action()) {
      case PAUSE_ROLLOUT -> "let its rollout go on";
      case CORDON_NODE, DRAIN_NODE -> "uncordon " + parameters.get("node");
      case FREEZE_AUTOSCALER ->
          "give autoscaler "
              + name
              + " its bounds back, "
              + parameters.get("minReplicas")
              + " to "
              + parameters.get("maxReplicas");
      case ARGO_CD, FLUX -> "hand " + name + " back to who delivers it";
      case SHIFT_TRAFFIC ->
          left(effect.parameters()) == 0
              ? "bring all traffic back to " + parameters.get("from")
              : "bring traffic back to "
                  + parameters.get("from")
                  + ", "
                  + parameters.get(Issued.MOVED)
                  + " % of it stays away";
      default -> "give " + parameters.get("key") + " of ConfigMap " + name + " its value back";
    };
  }
}
