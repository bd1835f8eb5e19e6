package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.policy.Per.By;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code per}. */
final class PerReader {

  static final String LABEL = "label:";
  static final Pattern LABEL_FORM = Pattern.compile(LABEL + "[a-zA-Z_][a-zA-Z0-9_]{0,199}");
  static final int LONGEST = LABEL.length() + 200;

  private static final String ANY_LABEL = LABEL + "<name>";

  private PerReader() {}

  /** Reads it, where an indicator can judge these kinds of parts one by one. */
  static Optional<Per> read(Fields fields, Per fallback, List<By> offered) {
    return fields.or("per", fallback, node -> per(node, offered));
  }

  private static Per per(JsonNode node, List<By> offered) throws WrongValue {
    List<String> words = words(offered);
    String written = Scalars.textOf(node, "a word, write " + Shown.choice(words));
    Optional<By> by =
        Arrays.stream(By.values())
            .filter(it -> it == By.LABEL ? written.startsWith(LABEL) : it.word().equals(written))
            .findFirst();
    if (by.isEmpty()) {
      throw new WrongValue(Scalars.none(written, words));
    }
    if (!offered.contains(by.get())) {
      throw new WrongValue(
          Shown.text(written) + " is not what it judges by, write " + Shown.choice(words));
    }
    return by.get() == By.LABEL ? label(written) : new Per(by.get(), "");
  }

  private static Per label(String written) throws WrongValue {
    if (!LABEL_FORM.matcher(written).matches()) {
      throw new WrongValue(
          Shown.text(written) + " names no metric label, write one such as label:country");
    }
    return Per.label(written.substring(LABEL.length()));
  }

  static List<String> words(List<By> offered) {
    return offered.stream().map(by -> by == By.LABEL ? ANY_LABEL : by.word()).toList();
  }
}
