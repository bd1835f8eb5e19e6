package io.reflexarc.bench.comparison;

/**
 * What happened in an hour, second by second.
 *
 * @param suspectBad requests of the suspect that failed in each second
 * @param suspectTotal requests of the suspect in every second
 * @param otherBad requests of the other version that failed in each second
 * @param otherTotal requests of the other version in every second
 */
record Hour(int[] suspectBad, int suspectTotal, int[] otherBad, int otherTotal) {

  /** How many seconds there are. */
  int seconds() {
    return suspectBad.length;
  }
}
