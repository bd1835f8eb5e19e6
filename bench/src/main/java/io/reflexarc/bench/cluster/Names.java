package io.reflexarc.bench.cluster;

/** What the objects of a generated cluster are called: all of it follows from their numbers. */
final class Names {

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int HASH_LENGTH = 10;
  private static final int SUFFIX_LENGTH = 5;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Names() {}

  static String namespace(int deployment) {
    return "team-" + padded(deployment % ClusterShape.NAMESPACES, 3, 10);
  }

  static String deployment(int number) {
    return "app-" + padded(number, 5, 10);
  }

  static String node(int number) {
    return "node-" + padded(number, 5, 10);
  }

  static String zone(int node) {
    return "zone-" + (char) ('a' + node % 3);
  }

  /** A template's hash; ReplicaSets are numbered through, two for each Deployment. */
  static String hash(int replicaSet) {
    return letters(replicaSet, HASH_LENGTH);
  }

  static String pod(int number, int deployment, int replicaSet) {
    return deployment(deployment)
        + '-'
        + hash(replicaSet)
        + '-'
        + letters(~(long) number, SUFFIX_LENGTH);
  }

  static String address(int pod) {
    return "10." + (64 + (pod >> 16)) + '.' + ((pod >> 8) & 255) + '.' + (pod & 255);
  }

  /** Shaped like a uid; its end is the number. */
  static String uid(Resource resource, int number) {
    return padded(resource.ordinal() + 1, 8, 16) + "-bee5-4ce5-8000-" + padded(number, 12, 16);
  }

  /** The id of a container's run: another one with each restart. */
  static String container(int pod, int run) {
    return padded(pod, 8, 16)
        + padded(run, 8, 16)
        + "827f17c8e3d73f6bc5a97bbd1af0919f".repeat(2).substring(0, 48);
  }

  private static String letters(long number, int length) {
    long bits = number * SPREAD;
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt((int) Long.remainderUnsigned(bits, ALPHABET.length())));
      bits = Long.divideUnsigned(bits, ALPHABET.length());
    }
    return text.toString();
  }

  private static String padded(int number, int width, int radix) {
    String digits = Integer.toString(number, radix);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
