package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files of a data set: as they are, or {@code .gz}. */
record RecordedFiles(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same from this module and from its neighbours. */
  private static final Path ALL = Path.of("../detector/src/test/resources/recordings");

  static RecordedFiles of(String name) {
    return new RecordedFiles(ALL.resolve(name));
  }

  /** Every data set there is: those of the module, and of a folder that a property names. */
  static List<RecordedFiles> all() {
    String more = System.getProperty("reflexarc.recordings");
    return Stream.concat(
            sets(ALL), more == null || more.isBlank() ? Stream.empty() : sets(Path.of(more)))
        .toList();
  }

  String name() {
    return String.valueOf(folder.getFileName());
  }

  boolean has(String file) {
    return Files.exists(folder.resolve(file)) || Files.exists(folder.resolve(file + ".gz"));
  }

  byte[] bytes(String file) {
    Path plain = folder.resolve(file);
    try (InputStream in =
        Files.exists(plain)
            ? Files.newInputStream(plain)
            : new GZIPInputStream(Files.newInputStream(folder.resolve(file + ".gz")))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode list(RecordedResource resource) {
    return tree(new String(bytes(resource.list()), StandardCharsets.UTF_8));
  }

  List<String> lines(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  List<JsonNode> trees(String file) {
    return lines(file).stream().map(RecordedFiles::tree).toList();
  }

  static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<RecordedFiles> sets(Path folder) {
    try (Stream<Path> sets = Files.list(folder)) {
      return sets
          .filter(
              it ->
                  Files.exists(it.resolve("expected.jsonl"))
                      || Files.exists(it.resolve("expected.jsonl.gz")))
          .sorted()
          .map(RecordedFiles::new)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
