package io.reflexarc.actuator.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds a secret, read anew for every message, so that it may be renewed. What it holds
 * is never part of a text.
 *
 * @param file where
 */
record Secret(Path file) {

  private static final int MOST = 4096;

  /**
   * What it holds, without the line's end.
   *
   * @throws IOException when it cannot be read, is empty, too long, or more than one word of ASCII;
   *     the message names the file
   */
  String read() throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read " + file);
    }
    if (Files.size(file) > MOST) {
      throw new IOException(file + " is longer than " + MOST + " bytes");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw new IOException(file + " holds more than one line of visible ASCII characters");
    }
    return text;
  }
}
