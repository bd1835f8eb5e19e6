package io.reflexarc.decider.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes numbers in as few bytes as they need: whole ones in seven bits a byte, the smallest first,
 * signs folded in; a value that is whole likewise, with a bit that says so, any other in nine
 * bytes.
 */
final class Packer {

  /**
   * Values up to this are told apart from their neighbours, so that whole ones stay what they are.
   */
  static final double LARGEST_WHOLE = 1L << 52;

  private static final int ROOM = 256;
  private static final int LONGEST = 10;

  private byte[] bytes = new byte[ROOM];
  private int length;

  Packer number(long value) {
    return unsigned(value << 1 ^ value >> 63);
  }

  Packer value(double value) {
    boolean whole =
        value == Math.rint(value)
            && Math.abs(value) <= LARGEST_WHOLE
            && (value != 0 || Double.doubleToRawLongBits(value) == 0);
    if (whole) {
      long number = (long) value;
      return unsigned((number << 1 ^ number >> 63) << 1);
    }
    unsigned(1);
    makeRoom();
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[length++] = (byte) (bits >>> 8 * i);
    }
    return this;
  }

  private Packer unsigned(long value) {
    makeRoom();
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes[length++] = (byte) (left & 0x7F | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
    return this;
  }

  private void makeRoom() {
    if (length + LONGEST > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  ByteBuffer packed() {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, length));
  }
}
