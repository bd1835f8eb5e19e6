package io.reflexarc.sandbox.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of the messages that are read as protobuf; the file's head explains the format. */
final class ProtobufMessages {

  /** A field: its name in JSON, and its type as the file names it. */
  record Field(String name, String type) {}

  private static final String FILE = "protobuf.messages";

  private final Map<String, Map<Integer, Field>> messages = new HashMap<>();

  ProtobufMessages() {
    try (InputStream file = ProtobufMessages.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("not on the class path: " + FILE);
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Map<Integer, Field>> of(String message) {
    return Optional.ofNullable(messages.get(message));
  }

  private void add(String line) {
    String[] words = line.split(" ");
    Map<Integer, Field> fields = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] parts = words[i].split(":", 3);
      fields.put(Integer.valueOf(parts[0]), new Field(parts[1], parts[2]));
    }
    messages.put(words[0], fields);
  }
}
