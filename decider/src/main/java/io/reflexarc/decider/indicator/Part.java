package io.reflexarc.decider.indicator;

import org.jspecify.annotations.Nullable;

/** Which part of a version, or of the workload, a reading is about. */
public sealed interface Part {

  /** All of it. */
  Part WHOLE = new Whole();

  /** What it is called in evidence; null for all of it. */
  @Nullable String name();

  /** How it is stored; {@link #parse} reads it back. */
  String key();

  /** The part that a key names. */
  static Part parse(String key) {
    if (key.isEmpty()) {
      return WHOLE;
    }
    if (key.startsWith(Node.PREFIX)) {
      return new Node(key.substring(Node.PREFIX.length()));
    }
    if (key.startsWith(LabelValue.PREFIX)) {
      return LabelValue.parse(key.substring(LabelValue.PREFIX.length()));
    }
    return new Pod(key);
  }

  /** All of it. */
  record Whole() implements Part {
    @Override
    public @Nullable String name() {
      return null;
    }

    @Override
    public String key() {
      return "";
    }
  }

  /**
   * One pod.
   *
   * @param name its name, never with a slash
   */
  record Pod(String name) implements Part {
    @Override
    public String key() {
      return name;
    }
  }

  /**
   * The pods on one node.
   *
   * @param name its name
   */
  record Node(String name) implements Part {
    private static final String PREFIX = "node/";

    @Override
    public String key() {
      return PREFIX + name;
    }
  }

  /**
   * What carries one value of a metric's label.
   *
   * @param label the label, without {@code =}
   * @param value its value; null for all values together that are too many to be judged one by one
   */
  record LabelValue(String label, @Nullable String value) implements Part {
    private static final String PREFIX = "label/";

    private static LabelValue parse(String text) {
      int end = text.indexOf('=');
      return end < 0
          ? new LabelValue(text, null)
          : new LabelValue(text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public String name() {
      return label + "=" + (value == null ? "(other)" : value.isEmpty() ? "(none)" : value);
    }

    @Override
    public String key() {
      return PREFIX + label + (value == null ? "" : "=" + value);
    }
  }
}
