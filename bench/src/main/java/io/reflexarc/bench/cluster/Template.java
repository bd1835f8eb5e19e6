package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object as a real API server wrote it, with slots for what differs between objects. */
final class Template {

  private static final Pattern SLOT = Pattern.compile("\\$\\{(\\w+)}");

  private final List<byte[]> between = new ArrayList<>();
  private final List<String> slots = new ArrayList<>();

  /**
   * @param text slots are written <code>${name}</code>
   */
  Template(String text) {
    Matcher matcher = SLOT.matcher(text);
    int end = 0;
    while (matcher.find()) {
      between.add(text.substring(end, matcher.start()).getBytes(StandardCharsets.UTF_8));
      slots.add(matcher.group(1));
      end = matcher.end();
    }
    between.add(text.substring(end).getBytes(StandardCharsets.UTF_8));
  }

  /** One of those in this package. */
  static Template load(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no template " + name);
      }
      return new Template(new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(UnaryOperator<String> values, ByteArrayOutputStream out) {
    for (int i = 0; i < slots.size(); i++) {
      out.writeBytes(between.get(i));
      out.writeBytes(values.apply(slots.get(i)).getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(between.get(slots.size()));
  }
}
