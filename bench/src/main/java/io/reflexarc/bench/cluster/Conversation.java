package io.reflexarc.bench.cluster;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client's connection: what it asks for, one request after the other, and what it is answered.
 * Bodies of requests are not read, as nobody sends any to what is only read.
 */
final class Conversation implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_HEAD = 1 << 14;
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Conversation(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /** Waits for the next request; empty when there will be none. */
  Optional<Asked> next() throws IOException {
    String first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      if (colon > 0) {
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
    }
    return Optional.of(new Asked(URI.create(first.split(" ", 3)[1]), headers));
  }

  void answer(ByteArrayOutputStream body) throws IOException {
    out.write(OK.formatted(body.size()).getBytes(StandardCharsets.US_ASCII));
    body.writeTo(out);
    out.flush();
  }

  /** From here on it is a WebSocket. */
  WebSocket upgrade(String key) throws IOException {
    return WebSocket.accept(key, in, out);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Without its end; empty at the end of what the client has to say too. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() == LONGEST_HEAD) {
        throw new IOException("a line of a request is too long");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
