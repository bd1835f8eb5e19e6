package io.reflexarc.decider.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Reads what {@link Packer} wrote. */
final class Unpacker {

  private static final int MOST_BITS = 63;

  private final ByteBuffer bytes;

  Unpacker(ByteBuffer packed) {
    this.bytes = packed.duplicate();
  }

  boolean isEmpty() {
    return !bytes.hasRemaining();
  }

  /**
   * The next whole number.
   *
   * @throws SerializationException when there is none
   */
  long number() {
    return folded(unsigned());
  }

  /**
   * The next value.
   *
   * @throws SerializationException when there is none
   */
  double value() {
    long first = unsigned();
    if ((first & 1) == 0) {
      return folded(first >>> 1);
    }
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits |= (long) next() << 8 * i;
    }
    return Double.longBitsToDouble(bits);
  }

  private static long folded(long unsigned) {
    return unsigned >>> 1 ^ -(unsigned & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift <= MOST_BITS; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new SerializationException("a packed number does not end");
  }

  private int next() {
    try {
      return bytes.get() & 0xFF;
    } catch (BufferUnderflowException e) {
      throw new SerializationException("packed numbers end too soon", e);
    }
  }
}
