package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.policy.Per.By;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which facts are meant: {@code type} and {@code where}. */
final class FactReader {

  static final int MAX_CONDITIONS = 10;
  static final int LONGEST_TYPE = 200;
  static final Pattern TYPE = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9._/:]{0,199}");
  static final List<By> PER = List.of(By.WORKLOAD, By.VERSION, By.POD, By.NODE);

  private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z_][-a-zA-Z0-9_./]{0,199}");
  private static final String CLOCK = "tick";

  private FactReader() {}

  /** Reads the two fields of a mapping that holds others too. */
  static Optional<FactSelector> readBeside(Fields fields) {
    Optional<String> type = fields.required("type", FactReader::type, "pod.oom-killed");
    int before = fields.mistakes().count();
    Map<String, LabelPattern> where = where(fields);
    return fields.mistakes().count() == before
        ? type.map(name -> new FactSelector(name, where))
        : Optional.empty();
  }

  static Map<String, LabelPattern> where(Fields fields) {
    return fields.entries(
        "where",
        MAX_CONDITIONS,
        ATTRIBUTE,
        "a label of a fact, nor subject.pod, subject.container, subject.node, fact.reason,"
            + " fact.source or fact.severity",
        Scalars.pattern());
  }

  static Optional<Per> per(Fields fields, Per fallback) {
    return PerReader.read(fields, fallback, PER);
  }

  static String type(JsonNode node) throws WrongValue {
    String type =
        Scalars.text(TYPE, LONGEST_TYPE, "the type of a fact, such as pod.oom-killed").read(node);
    if (type.equals(CLOCK)) {
      throw new WrongValue("tick is the clock and no fact, write a type such as pod.oom-killed");
    }
    return type;
  }
}
