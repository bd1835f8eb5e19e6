package io.reflexarc.sandbox.kafka;

/** The Kafka that carries a sandbox's records: one of its own, or one that others run. */
public sealed interface SandboxKafka extends AutoCloseable permits EmbeddedKafka, ExistingKafka {

  /** Where clients find it: host:port, with commas between. */
  String bootstrapServers();

  /** Lets go of it; stops it when it is the sandbox's own. */
  @Override
  void close();
}
