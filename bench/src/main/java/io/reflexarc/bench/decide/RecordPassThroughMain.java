package io.reflexarc.bench.decide;

import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The second peer: as {@link PassThroughMain}, but it decodes each scrape and encodes it again, as
 * any application must that looks at its records and passes them on. Ends with its standard input.
 */
public final class RecordPassThroughMain {

  private RecordPassThroughMain() {}

  /**
   * Runs until its standard input ends; takes what {@link PassThroughMain} takes with one hop, and
   * the address of the schema registry.
   */
  public static void main(String[] args) throws IOException {
    RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", args[7]));
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        "read",
        new StringDeserializer(),
        serdes.deserializer(MetricSamples.class),
        args[5]);
    topology.addSink(
        "write", args[6], new StringSerializer(), serdes.<MetricSamples>serializer(), "read");
    PlainStreams.run(topology, PlainStreams.settings(args[0], args[1], args[2], args[4]));
  }
}
