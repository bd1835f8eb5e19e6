package io.reflexarc.schemas.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Avro's binary encoding (Avro specification, "Binary Encoding") from an array. Throws {@link
 * IndexOutOfBoundsException} where bytes are missing and {@link IllegalArgumentException} where
 * they make no sense; allocates nothing that is longer than the bytes that are left.
 */
final class Cursor {

  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_NUMBER_BITS = 63;

  private final byte[] bytes;
  private int at;

  Cursor(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /** A whole number: seven bits a byte, the lowest first, signs folded in. */
  long number() {
    long folded = 0;
    for (int shift = 0; shift <= LONGEST_NUMBER_BITS; shift += 7) {
      byte next = bytes[at++];
      folded |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return folded >>> 1 ^ -(folded & 1);
      }
    }
    throw new IllegalArgumentException("a number does not end");
  }

  double real() {
    double value = (double) DOUBLES.get(bytes, at);
    at += Double.BYTES;
    return value;
  }

  boolean truth() {
    return bytes[at++] == 1;
  }

  String text() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException(
          "a text claims " + length + " bytes, " + (bytes.length - at) + " are left");
    }
    String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }

  /** How many items the next block of a list or map has; 0 at its end. */
  long items() {
    long items = number();
    if (items < 0) {
      number();
    }
    return Math.abs(items);
  }

  /** Steps over these bytes if they are the next ones. */
  boolean stepsOver(byte[] expected) {
    int end = at + expected.length;
    boolean same =
        end <= bytes.length && Arrays.equals(bytes, at, end, expected, 0, expected.length);
    at = same ? end : at;
    return same;
  }

  /** The bytes since a position, not copied. */
  ByteBuffer since(int position) {
    return ByteBuffer.wrap(bytes, position, at - position);
  }
}
