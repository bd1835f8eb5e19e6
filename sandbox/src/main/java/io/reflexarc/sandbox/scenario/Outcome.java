package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a story ended, as its topics tell it. */
public enum Outcome {
  /** A deed of ours was verified by evidence younger than itself, and the incident closed. */
  @JsonProperty("healed")
  HEALED("healed"),
  /** An incident was opened, and a gate, or what a human did meanwhile, kept us from acting. */
  @JsonProperty("held")
  HELD("held"),
  /** The ladder ended with a human. */
  @JsonProperty("escalated")
  ESCALATED("escalated"),
  /** No incident asked for anything, and nothing was done. */
  @JsonProperty("no-action")
  NO_ACTION("no-action"),
  /** Something was begun that had not ended when the story did. */
  @JsonProperty("unfinished")
  UNFINISHED("unfinished");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** The word of the report. */
  public String word() {
    return word;
  }
}
