package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An external alert fires.
 *
 * @param name pattern of its name
 * @param where label of the alert to pattern; all must match
 * @param per what is judged one by one
 * @param atLeast unhealthy when so many such alerts fire at once, at least 1
 */
public record Alert(LabelPattern name, Map<String, LabelPattern> where, Per per, long atLeast)
    implements Indicator {

  /** Type of the facts that say that an alert fires. */
  public static final String TYPE = "alert.firing";

  /** The label that holds an alert's name. */
  public static final String NAME_LABEL = "alertname";

  /**
   * @throws IllegalArgumentException when the number is out of range
   */
  public Alert {
    where = Map.copyOf(where);
    Check.that(
        atLeast >= 1 && atLeast <= HeldState.MOST, "atLeast is not within 1 and " + HeldState.MOST);
  }

  /** The facts that say that it fires. */
  public FactSelector fact() {
    Map<String, LabelPattern> all = new HashMap<>(where);
    all.put(NAME_LABEL, name);
    return new FactSelector(TYPE, all);
  }

  @Override
  public Duration window() {
    return HeldState.SETTLE;
  }

  @Override
  public String word() {
    return "alert";
  }
}
