package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How one pod fared, step by step. */
final class Course implements Comparable<Course> {

  private final Subject pod;
  private final SortedMap<Long, Shown> steps;
  private final List<Double> past = new ArrayList<>();
  private int score;
  private int judged;
  private long lastStep = Long.MIN_VALUE;
  private double peers;
  private boolean shared;

  Course(Subject pod, SortedMap<Long, Shown> steps) {
    this.pod = pod;
    this.steps = steps;
  }

  Subject pod() {
    return pod;
  }

  /** What it showed in a step; null when too little. */
  @Nullable Shown at(long step) {
    return steps.get(step);
  }

  /** What it showed in earlier steps in which nothing was strange. */
  List<Double> past() {
    return past;
  }

  /** The score, from 0 on. */
  int score() {
    return score;
  }

  /** In how many steps it was judged. */
  int judged() {
    return judged;
  }

  /** The last step in which it was judged. */
  long lastStep() {
    return lastStep;
  }

  /** What the median pod showed in that step. */
  double peers() {
    return peers;
  }

  /** Whether too many were strange in that step for it to be this pod's own fault. */
  boolean isShared() {
    return shared;
  }

  /** It was strange in a step, and only few were. */
  void abnormal(long step, double others, int most) {
    judged(step, others);
    score = Math.min(most, score + 1);
  }

  /** It was strange in a step, and so were too many others. */
  void shared(long step, double others) {
    judged(step, others);
    shared = true;
    score = Math.max(0, score - 1);
  }

  /** Nothing was strange in a step. */
  void normal(long step, double others, double value) {
    judged(step, others);
    past.add(value);
    score = Math.max(0, score - 1);
  }

  @Override
  public int compareTo(Course other) {
    return pod.compareTo(other.pod);
  }

  private void judged(long step, double others) {
    judged++;
    lastStep = step;
    peers = others;
    shared = false;
  }
}
