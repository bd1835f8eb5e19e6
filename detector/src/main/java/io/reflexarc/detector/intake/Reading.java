package io.reflexarc.detector.intake;

import java.util.List;

/** What a format makes of a body. */
public sealed interface Reading {

  /**
   * Facts were found in it.
   *
   * @param facts those that are as they must be
   * @param flawed those that are not
   */
  record Understood(List<Incoming> facts, List<Flawed> flawed) implements Reading {
    public Understood {
      facts = List.copyOf(facts);
      flawed = List.copyOf(flawed);
    }
  }

  /**
   * Samples were found in it.
   *
   * @param measurements those that are as they must be
   * @param points what became of the other points
   */
  record Measured(List<Measurement> measurements, Points points) implements Reading {
    public Measured {
      measurements = List.copyOf(measurements);
    }
  }

  /** It is not as it must be. */
  String MALFORMED = "malformed";

  /** It names no target that is known. */
  String UNATTRIBUTED = "unattributed";

  /**
   * One of several that cannot be used.
   *
   * @param word {@code malformed} or {@code unattributed}
   * @param problem names the field and the fix
   * @param original how it was handed in
   */
  record Flawed(
      String word, String problem, @SuppressWarnings("ArrayRecordComponent") byte[] original) {}

  /**
   * Nothing of it is taken.
   *
   * @param status of HTTP: 400, 413 or 415
   * @param reason one word from a closed list
   * @param problem names the field and the fix
   */
  record Refused(int status, String reason, String problem) implements Reading {}
}
