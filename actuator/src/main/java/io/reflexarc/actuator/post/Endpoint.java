package io.reflexarc.actuator.post;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody outside the cluster who is told.
 *
 * @param name by which policies and the configuration name it
 * @param kind what it understands
 * @param url where; of some kinds it is a secret itself, and never part of a text
 * @param proof how it knows us
 * @param secret what that takes; empty where it takes none
 * @param caFile certificates to trust instead of the platform's, PEM
 * @param timeout real time for the answer
 */
public record Endpoint(
    String name,
    Kind kind,
    URI url,
    Proof proof,
    Optional<Secret> secret,
    Optional<Path> caFile,
    Duration timeout) {

  /** What an endpoint understands. */
  public enum Kind {
    /** Any JSON that is posted. */
    WEBHOOK,
    /** Alertmanager's API, version 2; the URL is its root. */
    ALERTMANAGER,
    /** An incoming webhook of Slack. */
    SLACK,
    /** PagerDuty's events API, version 2. */
    PAGERDUTY
  }

  /** How a receiver knows that a message is ours. */
  public enum Proof {
    /** It does not. */
    NONE,
    /** HMAC-SHA256 over time and body. */
    HMAC,
    /** A token in the header Authorization. */
    BEARER,
    /** A routing key in the body. */
    ROUTING_KEY
  }

  /** Neither address nor secret. */
  @Override
  public String toString() {
    return name + " (" + kind + ")";
  }
}
