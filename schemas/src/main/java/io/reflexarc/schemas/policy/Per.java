package io.reflexarc.schemas.policy;

/**
 * What an indicator judges one by one.
 *
 * @param by which kind of parts
 * @param label the metric label whose values are judged; empty unless {@code by} says so
 */
public record Per(By by, String label) {

  /** The workload as a whole, whatever versions it runs. */
  public static final Per WORKLOAD = new Per(By.WORKLOAD, "");

  /** Each version of the workload by itself. */
  public static final Per VERSION = new Per(By.VERSION, "");

  /** Each pod by itself. */
  public static final Per POD = new Per(By.POD, "");

  /** The pods of each node by themselves. */
  public static final Per NODE = new Per(By.NODE, "");

  /** Kinds of parts. */
  public enum By implements Word {
    WORKLOAD,
    VERSION,
    POD,
    NODE,
    /** Values of a metric's label, each within each version. */
    LABEL
  }

  /**
   * @throws IllegalArgumentException when a label is missing, or stands beside another kind
   */
  public Per {
    Check.that((by == By.LABEL) != label.isEmpty(), "a label goes with by label, and no other");
  }

  /** Each value of a metric's label by itself, within each version. */
  public static Per label(String label) {
    return new Per(By.LABEL, label);
  }

  /** Whether what is judged is of one version, which can be gone back from. */
  boolean isOfAVersion() {
    return by == By.VERSION || by == By.LABEL;
  }

  /** Whether what is judged is of no version, or of several. */
  boolean isOfNoVersion() {
    return by == By.WORKLOAD || by == By.NODE;
  }

  /** How it is written: {@code pod}, {@code label:country}. */
  public String word() {
    return by == By.LABEL ? PerReader.LABEL + label : by.word();
  }
}
