package io.reflexarc.detector.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils texts, the same way for the same seed. */
final class Mutations {

  private static final List<String> NASTY =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e999",
          "NaN",
          "+Inf",
          "\u0000",
          "\uFFFF",
          "{",
          "}",
          "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
          "\\u0000",
          "\\",
          "\"",
          ",",
          ":",
          "\n",
          "%00",
          "/",
          "9999999999999999999999999999",
          "0001-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "2026-11-23T15:53:16.663Z",
          "tick",
          "# EOF",
          "le=\"\"",
          "true",
          "a".repeat(2_000),
          "{\"a\":".repeat(50),
          "\uD83D");

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** One to four mistakes in one of the texts. */
  byte[] of(List<byte[]> texts) {
    byte[] text = texts.get(random.nextInt(texts.size())).clone();
    int mistakes = 1 + random.nextInt(4);
    for (int i = 0; i < mistakes; i++) {
      text = mutate(text, texts);
    }
    return text;
  }

  private byte[] mutate(byte[] text, List<byte[]> texts) {
    int at = random.nextInt(text.length + 1);
    int to = Math.min(text.length, at + random.nextInt(40));
    return switch (random.nextInt(7)) {
      case 0 -> flipped(text);
      case 1 -> Arrays.copyOf(text, at);
      case 2 -> spliced(text, at, to, new byte[0]);
      case 3 -> spliced(text, at, at, Arrays.copyOfRange(text, at, to));
      case 4 -> spliced(text, at, to, nasty());
      case 5 -> spliced(text, at, at, nasty());
      default -> {
        byte[] other = texts.get(random.nextInt(texts.size()));
        int from = random.nextInt(other.length + 1);
        yield spliced(text, at, to, Arrays.copyOfRange(other, from, other.length));
      }
    };
  }

  private byte[] nasty() {
    return NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] flipped(byte[] text) {
    if (text.length > 0) {
      text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return text;
  }

  private static byte[] spliced(byte[] text, int from, int to, byte[] between) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(text, 0, from);
    bytes.writeBytes(between);
    bytes.write(text, to, text.length - to);
    return bytes.toByteArray();
  }
}
