package io.reflexarc.detector.symptom;

import io.reflexarc.detector.cluster.EventView;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What an Event said since it was last looked at: the cluster raises a count rather than write a
 * new one. At a first look it is not known what was said when; that is news only if nobody sensed
 * then.
 */
public final class Repeats {

  /** Most repeats told of one Event at once: the latest. */
  static final int MOST = 20;

  private final EventView event;
  private final int known;
  private final boolean witnessed;

  private Repeats(EventView event, int known, boolean witnessed) {
    this.event = event;
    this.known = known;
    this.witnessed = witnessed;
  }

  /** Those of an Event, after so many that were known. */
  public static Repeats of(EventView event, int known, boolean witnessed) {
    return new Repeats(event, known, witnessed);
  }

  /** Makes a finding of one repeat. */
  public interface Told {
    /**
     * @param nth from 1
     */
    Finding finding(int nth, Certainty certainty);
  }

  /** A finding for each. */
  public List<Finding> map(Told told) {
    List<Finding> findings = new ArrayList<>();
    long first = Math.max(known + 1L, event.count() - MOST + 1L);
    for (long nth = first; nth <= event.count(); nth++) {
      findings.add(told.finding((int) nth, witnessed ? Certainty.WITNESSED : Certainty.MISSED));
    }
    return findings;
  }
}
