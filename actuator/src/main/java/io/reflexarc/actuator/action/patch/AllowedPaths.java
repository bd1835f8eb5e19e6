package io.reflexarc.actuator.action.patch;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fields that may be set.
 *
 * @param patterns JSON pointers below {@code /spec}, in which {@code *} is any one step
 */
public record AllowedPaths(List<String> patterns) {

  /** None. */
  public static final AllowedPaths NONE = new AllowedPaths(List.of());

  private static final Pattern FORM = Pattern.compile("/spec(/([-a-zA-Z0-9_.~]{1,100}|\\*)){1,20}");

  /**
   * @throws IllegalArgumentException naming the one that is none
   */
  public AllowedPaths {
    patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      if (!FORM.matcher(pattern).matches()) {
        throw new IllegalArgumentException(
            "'" + pattern + "' is not a JSON pointer below /spec, write /spec/minReadySeconds");
      }
    }
  }

  /**
   * Reads a list with commas.
   *
   * @throws IllegalArgumentException naming the one that is none
   */
  public static AllowedPaths parse(String text) {
    return new AllowedPaths(
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList());
  }

  /** Whether a field may be set. */
  boolean allow(String path) {
    String[] steps = path.split("/", -1);
    return patterns.stream().anyMatch(pattern -> matches(pattern.split("/", -1), steps));
  }

  private static boolean matches(String[] pattern, String[] steps) {
    if (pattern.length != steps.length) {
      return false;
    }
    for (int i = 0; i < steps.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(steps[i])) {
        return false;
      }
    }
    return true;
  }
}
