package io.reflexarc.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/** {@link AvroSerializer} and {@link AvroDeserializer} as one, for {@code default.value.serde}. */
public final class AvroSerde extends Serdes.WrapperSerde<SpecificRecord> {

  /** To be configured before use. */
  public AvroSerde() {
    super(new AvroSerializer(), new AvroDeserializer());
  }
}
