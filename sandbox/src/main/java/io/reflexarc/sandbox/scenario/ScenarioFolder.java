package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.traffic.BehaviourFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of files that tell a story: {@code scenario.yaml} and what it names. Either one of those
 * that come with Reflexarc or one on disk.
 */
public final class ScenarioFolder {

  /** The file that every folder has. */
  public static final String SCENARIO = "scenario.yaml";

  /** How the world behaves: traffic, and each version's ways. */
  public static final String BEHAVIOUR = "behaviour.yaml";

  private static final int MOST_BYTES = 4 << 20;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_.]{0,99}");

  /** Opens a file of the folder; null when there is none of that name. */
  private interface Source {
    @org.jspecify.annotations.Nullable
    InputStream open(String name) throws IOException;
  }

  private final String name;
  private final Source source;

  private ScenarioFolder(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  /** One of the folders that come with Reflexarc; empty when there is none of that id. */
  public static Optional<ScenarioFolder> shipped(String id) {
    return shippedIds().contains(id)
        ? Optional.of(
            new ScenarioFolder(
                id,
                file -> ScenarioFolder.class.getResourceAsStream("/scenarios/" + id + "/" + file)))
        : Optional.empty();
  }

  /** A folder on disk. */
  public static ScenarioFolder onDisk(Path folder) {
    return new ScenarioFolder(
        folder.toString(),
        file -> {
          Path path = folder.resolve(file);
          return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
        });
  }

  /**
   * A folder as a person names it.
   *
   * @param name the id of one that comes with Reflexarc, or the path of one on disk
   * @throws ScenarioException naming those that there are
   */
  public static ScenarioFolder named(String name) {
    return shipped(name)
        .or(
            () ->
                Optional.of(Path.of(name))
                    .filter(ScenarioFolder::holdsAStory)
                    .map(ScenarioFolder::onDisk))
        .orElseThrow(
            () ->
                new ScenarioException(
                    "There is no scenario '%s'. Take one of %s, or a folder with a %s."
                        .formatted(name, String.join(", ", shippedIds()), SCENARIO),
                    null));
  }

  private static boolean holdsAStory(Path folder) {
    return Files.isRegularFile(folder.resolve(SCENARIO));
  }

  /** Ids of the folders that come with Reflexarc, in the order in which they are best read. */
  public static List<String> shippedIds() {
    try (InputStream index = ScenarioFolder.class.getResourceAsStream("/scenarios/index")) {
      if (index == null) {
        throw new IllegalStateException("scenarios/index is not on the class path");
      }
      return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new ScenarioException("scenarios/index cannot be read: " + e.getMessage(), e);
    }
  }

  /** The id, or the path on disk. */
  public String name() {
    return name;
  }

  /**
   * The text of a file.
   *
   * @throws ScenarioException when it is missing, too large or misnamed
   */
  public String text(String file) {
    if (!FILE_NAME.matcher(file).matches()) {
      throw new ScenarioException(
          name + ": '" + file + "' is not the name of a file in the folder", null);
    }
    try (InputStream in = source.open(file)) {
      if (in == null) {
        throw new ScenarioException(name + ": " + file + " is missing", null);
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ScenarioException(
            name + ": " + file + " is larger than " + MOST_BYTES + " bytes", null);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScenarioException(name + ": " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The story itself.
   *
   * @throws ScenarioException naming the file and what is wrong in it
   */
  public Scenario scenario() {
    String text = text(SCENARIO);
    try {
      return ScenarioYaml.read(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new ScenarioException(name + ": " + SCENARIO + ": " + firstLine(e), e);
    }
  }

  /**
   * How the world behaves in it.
   *
   * @throws ScenarioException naming the file and what is wrong in it
   */
  public BehaviourFile behaviour() {
    return behaviour(BEHAVIOUR);
  }

  /**
   * How the world behaves from some time on.
   *
   * @throws ScenarioException naming the file and what is wrong in it
   */
  public BehaviourFile behaviour(String file) {
    try {
      return BehaviourFile.parse(text(file));
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(name + ": " + file + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
