package io.reflexarc.sandbox.world.net;

import io.reflexarc.sandbox.world.traffic.PodApp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One client of one pod: as much HTTP/1.1 as a scraper speaks, GET without a body. */
final class PodConnection {
  private static final int LARGEST_REQUEST = 8192;

  private final SocketChannel channel;
  private final PodApp app;
  private final ByteBuffer in = ByteBuffer.allocate(LARGEST_REQUEST);
  private @Nullable ByteBuffer out;
  private boolean last;

  PodConnection(SocketChannel channel, PodApp app) {
    this.channel = channel;
    this.app = app;
  }

  void ready(SelectionKey key, PodPages pages) throws IOException {
    if (out == null && key.isReadable()) {
      read(pages);
    }
    if (out != null) {
      write(key, pages);
    }
  }

  private void read(PodPages pages) throws IOException {
    if (channel.read(in) < 0) {
      channel.close();
      return;
    }
    answer(pages);
  }

  private void answer(PodPages pages) {
    String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      if (!in.hasRemaining()) {
        last = true;
        out = response(new PodPages.Page(431, "text/plain", "request too large\n"), true);
      }
      return;
    }
    in.flip().position(end + 4);
    in.compact();
    String[] lines = text.substring(0, end).split("\r\n", -1);
    String[] request = lines[0].split(" ", -1);
    last = header(lines, "connection").equalsIgnoreCase("close") || lines[0].endsWith("/1.0");
    boolean get = request.length == 3 && request[0].equals("GET");
    if (!get) {
      boolean head = request[0].equals("HEAD") && request.length == 3;
      last = true;
      PodPages.Page page =
          head
              ? pages.get(app, path(request[1]), "")
              : new PodPages.Page(405, "text/plain", "GET only\n");
      out = response(page, !head);
      return;
    }
    out = response(pages.get(app, path(request[1]), header(lines, "accept")), true);
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static String header(String[] lines, String name) {
    for (String line : lines) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).trim();
      }
    }
    return "";
  }

  private ByteBuffer response(PodPages.Page page, boolean withBody) {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n"
            .formatted(
                page.status(),
                page.status() == 200 ? "OK" : "Error",
                page.contentType(),
                body.length,
                last ? "close" : "keep-alive");
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer buffer = ByteBuffer.allocate(start.length + (withBody ? body.length : 0));
    buffer.put(start);
    if (withBody) {
      buffer.put(body);
    }
    return buffer.flip();
  }

  private void write(SelectionKey key, PodPages pages) throws IOException {
    while (out != null) {
      channel.write(out);
      if (out.hasRemaining()) {
        key.interestOps(SelectionKey.OP_WRITE);
        return;
      }
      out = null;
      if (last) {
        channel.close();
        return;
      }
      answer(pages); // a request that came right behind the first
    }
    key.interestOps(SelectionKey.OP_READ);
  }
}
