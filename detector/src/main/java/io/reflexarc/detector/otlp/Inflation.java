package io.reflexarc.detector.otlp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Undoes the compression of a body, within a limit on what comes out. */
final class Inflation {

  private static final int CHUNK = 8_192;
  private static final int BUFFER = 512;
  private static final int BAD = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNKNOWN = 415;

  private Inflation() {}

  /**
   * The body as it was before it was compressed.
   *
   * @param encoding what the header {@code Content-Encoding} says; empty for none
   * @param most longest result, bytes
   */
  static byte[] of(String encoding, byte[] body, int most) throws RefusedException {
    return switch (encoding) {
      case "", "identity" -> body;
      case "gzip" -> gunzip(body, most);
      default ->
          throw new RefusedException(
              UNKNOWN, "encoding", "Content-Encoding: is neither gzip nor absent");
    };
  }

  private static byte[] gunzip(byte[] body, int most) throws RefusedException {
    OneMember compressed = new OneMember(body);
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(compressed, BUFFER)) {
      byte[] chunk = new byte[CHUNK];
      int count;
      while ((count = in.read(chunk)) >= 0) {
        if (inflated.size() + count > most) {
          throw new RefusedException(
              TOO_LARGE,
              "too-large",
              "the body is longer than "
                  + most
                  + " bytes when it is inflated: export less at once, or raise "
                  + OtlpFormat.MAX_BYTES);
        }
        inflated.write(chunk, 0, count);
      }
    } catch (IOException e) {
      throw new RefusedException(BAD, "gzip", "the body is not gzip: " + e.getMessage());
    }
    if (compressed.left() > 0) {
      throw new RefusedException(BAD, "gzip", "the body is gzip with more after its end");
    }
    return inflated.toByteArray();
  }

  /**
   * Says that nothing more is there to be had at once, lest the stream look for a further member
   * behind each one's end: it would go one deeper into the stack for each.
   */
  private static final class OneMember extends ByteArrayInputStream {

    OneMember(byte[] bytes) {
      super(bytes);
    }

    int left() {
      return super.available();
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
