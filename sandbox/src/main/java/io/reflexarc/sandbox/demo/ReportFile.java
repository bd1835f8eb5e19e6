package io.reflexarc.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report where the user wants it, and makes the folders that lead there. */
public final class ReportFile {

  private static final ObjectWriter JSON =
      new ObjectMapper().writer(SerializationFeature.INDENT_OUTPUT);

  private ReportFile() {}

  /**
   * Writes a value as JSON for people and programs.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public static Path writeJson(Path file, Object value) {
    try {
      return write(file, JSON.writeValueAsString(value) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " has no form in JSON", e);
    }
  }

  /**
   * Writes a text, in UTF-8.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public static Path write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written to " + file, e);
    }
  }
}
