package io.reflexarc.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** The frame around a value: a zero, the schema's id in four bytes, then Avro binary. */
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /** Subject by TopicNameStrategy. */
  static String subject(String topic, boolean isKey) {
    return topic + (isKey ? "-key" : "-value");
  }

  static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array();
  }

  /**
   * The id in a value's frame.
   *
   * @throws SerializationException when this is not such a frame
   */
  static int id(byte[] framed) {
    if (framed.length < HEADER_BYTES) {
      throw new SerializationException(
          framed.length + " bytes are too few: a value begins with a zero and a schema id");
    }
    if (framed[0] != MAGIC) {
      throw new SerializationException(
          String.format("first byte is 0x%02x, not the magic byte 0x00", framed[0] & 0xff));
    }
    return ByteBuffer.wrap(framed).getInt(1);
  }
}
