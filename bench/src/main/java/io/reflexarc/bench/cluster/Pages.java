package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lists, page by page. */
final class Pages {

  private final GeneratedCluster cluster;

  Pages(GeneratedCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Writes a page.
   *
   * @return how many objects it has
   */
  int write(Optional<Resource> resource, Query query, ByteArrayOutputStream out) {
    if (resource.isEmpty()) {
      text(out, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"");
      text(out, cluster.lives().version() + "\"},\"items\":[]}");
      return 0;
    }
    int count = resource.get().count(cluster.shape());
    int limit = query.number("limit", count);
    String[] token = query.text("continue").split("x", 2);
    boolean begun = token.length == 2;
    long version = begun ? Long.parseLong(token[0]) : cluster.lives().version();
    int from = begun ? Integer.parseInt(token[1]) : 0;
    int to = limit <= 0 ? count : (int) Math.min(count, (long) from + limit);
    head(resource.get(), version, to < count ? version + "x" + to : "", count - to, out);
    for (int number = from; number < to; number++) {
      text(out, number == from ? "" : ",");
      cluster.write(resource.get(), number, out);
    }
    text(out, "]}");
    return to - from;
  }

  private static void head(
      Resource resource, long version, String next, int remaining, ByteArrayOutputStream out) {
    text(out, "{\"kind\":\"" + resource.kind() + "List\",\"apiVersion\":\"" + resource.version());
    text(out, "\",\"metadata\":{\"resourceVersion\":\"" + version + '"');
    if (!next.isEmpty()) {
      text(out, ",\"continue\":\"" + next + "\",\"remainingItemCount\":" + remaining);
    }
    text(out, "},\"items\":[");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
