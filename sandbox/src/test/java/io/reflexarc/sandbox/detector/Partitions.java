package io.reflexarc.sandbox.detector;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a detector's readiness says of its partitions. */
final class Partitions {

  private static final Pattern SAID = Pattern.compile("partitions \\[([0-9, ]+)]");

  private Partitions() {}

  static Set<Integer> in(String ready) {
    Matcher said = SAID.matcher(ready);
    return said.find()
        ? Arrays.stream(said.group(1).split(", ", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toSet())
        : Set.of();
  }
}
