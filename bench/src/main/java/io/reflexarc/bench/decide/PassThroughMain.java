package io.reflexarc.bench.decide;

import java.io.IOException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The peer: a Kafka Streams application without state that hands records on as bytes, from topic to
 * topic, with the decider's settings; commits by the clock, or after every record as well. Ends
 * with its standard input.
 */
public final class PassThroughMain {

  /** It commits when the interval is over. */
  static final String BY_CLOCK = "by-clock";

  /** It asks for a commit after every record too. */
  static final String AT_ONCE = "at-once";

  private PassThroughMain() {}

  /**
   * Runs until its standard input ends; takes bootstrap servers, application id, commit interval in
   * milliseconds, when it commits, a folder for Streams, then the topics that a record goes
   * through, in order.
   */
  public static void main(String[] args) throws IOException {
    Topology topology = new Topology();
    for (int hop = 5; hop + 1 < args.length; hop++) {
      topology.addSource(
          AutoOffsetReset.earliest(),
          "read-" + args[hop],
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer(),
          args[hop]);
      topology.addProcessor(
          "pass-" + args[hop], () -> new Pass(args[3].equals(AT_ONCE)), "read-" + args[hop]);
      topology.addSink(
          "write-" + args[hop + 1],
          args[hop + 1],
          new ByteArraySerializer(),
          new ByteArraySerializer(),
          "pass-" + args[hop]);
    }
    PlainStreams.run(topology, PlainStreams.settings(args[0], args[1], args[2], args[4]));
  }

  /** Hands on what it gets. */
  private static final class Pass extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final boolean atOnce;

    Pass(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      context().forward(record);
      if (atOnce) {
        context().commit();
      }
    }
  }
}
