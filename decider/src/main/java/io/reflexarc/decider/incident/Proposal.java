package io.reflexarc.decider.incident;

import java.util.Optional;

/**
 * A command that waits for a human's word, or has it.
 *
 * @param commandId the id that it will have
 * @param plan what exactly would be done, as a digest: another plan is another proposal
 * @param heardFrom what a human said before this event time was not said of it
 * @param lapsesAt when it is over, event time
 * @param approval the word; empty while it is waited for
 */
public record Proposal(
    String commandId, String plan, long heardFrom, long lapsesAt, Optional<Approval> approval) {

  /**
   * A human's word for it.
   *
   * @param by who
   * @param until until when it stands, event time, at most until the proposal lapses
   */
  public record Approval(String by, long until) {}

  /** What is asked of a human. */
  public static Proposal of(String commandId, String plan, long heardFrom, long lapsesAt) {
    return new Proposal(commandId, plan, heardFrom, lapsesAt, Optional.empty());
  }

  /**
   * @throws IllegalArgumentException when its approval outlasts it
   */
  public Proposal {
    if (approval.filter(each -> each.until() > lapsesAt).isPresent()) {
      throw new IllegalArgumentException(approval + " outlasts what lapses at " + lapsesAt);
    }
  }

  /** Whether a human approved it. */
  public boolean approved() {
    return approval.isPresent();
  }

  /** When it is over: an approval may end before the proposal would have. */
  public long over() {
    return approval.map(Approval::until).orElse(lapsesAt);
  }

  Proposal approvedBy(String who, long until) {
    return new Proposal(
        commandId,
        plan,
        heardFrom,
        lapsesAt,
        Optional.of(new Approval(who, Math.min(until, lapsesAt))));
  }
}
