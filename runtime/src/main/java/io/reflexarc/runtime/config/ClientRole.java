package io.reflexarc.runtime.config;

import java.util.Locale;

/** What a Kafka client is for: which of the {@code kafka.*} settings it receives. */
public enum ClientRole {
  PRODUCER,
  CONSUMER,
  ADMIN,
  /** A Streams application: receives Streams' own {@code producer.*} and {@code consumer.*} too. */
  STREAMS;

  /** Prefix of the settings that are for this role alone: {@code kafka.producer.}. */
  String prefix() {
    return name().toLowerCase(Locale.ROOT) + ".";
  }
}
