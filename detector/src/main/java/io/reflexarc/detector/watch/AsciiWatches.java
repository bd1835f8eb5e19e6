package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Watches over plain HTTP, as behind gateways that know no WebSockets. The client reads their
 * characters buffer by buffer: one that is cut in two by the end of a buffer is lost, and after any
 * that is not ASCII it reads zeros that nobody sent, so that the line is no JSON any more. So what
 * is not ASCII, which in JSON stands within strings alone, reaches it as JSON escapes.
 */
final class AsciiWatches implements Interceptor {

  private static final String WATCH = "watch=true";
  private static final char LAST_ASCII = 0x7F;

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    if (!String.valueOf(request.uri().getQuery()).contains(WATCH)) {
      return consumer;
    }
    Escapes escapes = new Escapes();
    return (buffers, body) -> consumer.consume(buffers.stream().map(escapes::of).toList(), body);
  }

  /** One stream; remembers the beginning of a character whose end is still to come. */
  static final class Escapes {

    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer begun = ByteBuffer.allocate(0);

    ByteBuffer of(ByteBuffer bytes) {
      if (!begun.hasRemaining() && isAscii(bytes)) {
        return bytes;
      }
      ByteBuffer all = ByteBuffer.allocate(begun.remaining() + bytes.remaining());
      all.put(begun).put(bytes).flip();
      CharBuffer characters = CharBuffer.allocate(all.remaining() + LONGEST_CHARACTER);
      decoder.decode(all, characters, false);
      begun = all.slice();
      return StandardCharsets.US_ASCII.encode(escaped(characters.flip()));
    }

    private static String escaped(CharBuffer characters) {
      StringBuilder escaped = new StringBuilder(characters.length());
      characters
          .chars()
          .forEach(
              it -> {
                if (it <= LAST_ASCII) {
                  escaped.append((char) it);
                } else {
                  escaped.append("\\u%04x".formatted(it));
                }
              });
      return escaped.toString();
    }

    private static boolean isAscii(ByteBuffer bytes) {
      for (int i = bytes.position(); i < bytes.limit(); i++) {
        if (bytes.get(i) < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
