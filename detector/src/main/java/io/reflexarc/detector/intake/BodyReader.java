package io.reflexarc.detector.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body of limited length in limited time. */
final class BodyReader {

  private static final int CHUNK = 8_192;

  private BodyReader() {}

  /** A body that came too slowly. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("the body came too slowly");
    }
  }

  /**
   * Reads all.
   *
   * @param deadline by {@link System#nanoTime}
   * @return null when it is longer than {@code maxBytes}
   */
  static byte @Nullable [] read(InputStream body, int maxBytes, long deadline) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    int count;
    while ((count = body.read(chunk)) >= 0) {
      if (bytes.size() + count > maxBytes) {
        return null;
      }
      bytes.write(chunk, 0, count);
      if (System.nanoTime() - deadline > 0) {
        throw new TooSlowException();
      }
    }
    return bytes.toByteArray();
  }
}
