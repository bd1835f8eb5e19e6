package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The server's end of a WebSocket (RFC 6455) on which only the server has something to say: text, a
 * message a frame, as API servers tell watches. Whatever the client says ends it.
 */
final class WebSocket {

  private static final String ACCEPTED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: %s\r\n\r\n";
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x81;
  private static final byte[] CLOSE = {(byte) 0x88, 2, 0x03, (byte) 0xE8};
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MOST_IN_TWO_BYTES = 0xFFFF;

  private final InputStream in;
  private final OutputStream out;

  private WebSocket(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  static WebSocket accept(String key, InputStream in, OutputStream out) throws IOException {
    out.write(ACCEPTED.formatted(answerTo(key)).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return new WebSocket(in, out);
  }

  /** Whether the client wants no more. */
  boolean ended() throws IOException {
    return in.available() > 0;
  }

  /** Tells a message; it may wait for {@link #flush}. */
  void tell(ByteArrayOutputStream message) throws IOException {
    out.write(TEXT);
    length(message.size());
    message.writeTo(out);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Says that nothing more will be told. */
  void end() throws IOException {
    out.write(CLOSE);
    out.flush();
  }

  static String answerTo(String key) {
    try {
      byte[] bytes = (key + SALT).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private void length(int length) throws IOException {
    if (length <= SHORT) {
      out.write(length);
    } else if (length <= MOST_IN_TWO_BYTES) {
      out.write(TWO_BYTES);
      out.write(length >>> 8);
      out.write(length);
    } else {
      out.write(EIGHT_BYTES);
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        out.write((int) ((long) length >>> shift));
      }
    }
  }
}
