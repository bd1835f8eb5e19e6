package io.reflexarc.decider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.decider.audit.Auditor;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import io.reflexarc.schemas.text.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory is a story: {@code policy.yaml} and {@code in-story.yaml} go in, {@code
 * out-audit.txt} and {@code out-commands.txt} must come out, in order and shuffled within the
 * grace. To take what came out as expected, run with {@code -Dgolden.write=true}. Which of them is
 * there for what is in {@code README.md}.
 */
class GoldenTest {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final Set<String> FILES =
      Set.of("policy.yaml", "in-story.yaml", "out-audit.txt", "out-commands.txt");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<String> cases() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldDecideAsWrittenDownWhenAStoryIsPlayed(String name) throws IOException {
    // given
    Path directory = ROOT.resolve(name);
    // when
    Played played = play(directory, 0);
    // then
    write(directory.resolve("out-audit.txt"), played.audit());
    write(directory.resolve("out-commands.txt"), played.commands());
    compare(directory.resolve("out-audit.txt"), played.audit());
    compare(directory.resolve("out-commands.txt"), played.commands());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldDecideTheSameWhenSamplesAreShuffledWithinGrace(String name) throws IOException {
    // given
    Path directory = ROOT.resolve(name);
    // when
    Played played = play(directory, 4711);
    // then
    compare(directory.resolve("out-audit.txt"), played.audit());
    compare(directory.resolve("out-commands.txt"), played.commands());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldFailWhenAFileIsNotUsed(String name) throws IOException {
    // given
    Path directory = ROOT.resolve(name);
    // when
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> found.add(file.getFileName().toString()));
    }
    // then
    assertThat(FILES).as("files of %s that are used", name).containsAll(found);
  }

  private record Played(String audit, String commands) {}

  private static Played play(Path directory, long seed) throws IOException {
    Story story = Story.of(YAML.readTree(directory.resolve("in-story.yaml").toFile()));
    try (StoryPlayer player =
        new StoryPlayer(
            story, policies(directory.resolve("policy.yaml")), seed, new Properties())) {
      player.play();
      return new Played(
          player.audits().stream().map(audit -> line(audit, story)).collect(Collectors.joining()),
          player.commands().stream()
              .map(command -> text(command, story))
              .collect(Collectors.joining("\n")));
    }
  }

  static List<PolicyRecord> policies(Path file) throws IOException {
    List<PolicyRecord> policies = new ArrayList<>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        ParseResult parsed = PolicyParser.parseDocument(document.toString(), 1);
        assertThat(parsed.mistakes()).as("mistakes of %s", file).isEmpty();
        policies.add(
            PolicyRecord.newBuilder()
                .setNamespace(document.at("/metadata/namespace").asText())
                .setName(document.at("/metadata/name").asText())
                .setApiVersion(document.path("apiVersion").asText())
                .setGeneration(1)
                .setSpec(document.path("spec").toString())
                .setSource("file:test")
                .setUpdatedAt(Instant.EPOCH)
                .build());
      }
    }
    return policies;
  }

  private static String line(RemediationAudit audit, Story story) {
    long start = story.startMillis();
    StringBuilder line = new StringBuilder(offset(audit.getAt(), start)).append(' ');
    line.append(whose(audit.getTarget(), story));
    line.append(audit.getStage());
    if (!audit.getActor().equals(Auditor.ACTOR)) {
      line.append(" by ").append(audit.getActor());
    }
    if (audit.getStage() == Stage.AWAITING_APPROVAL) {
      line.append(' ').append(audit.getCommandId());
    }
    if (audit.getGate() != null) {
      line.append(" [").append(audit.getGate());
      if (audit.getRetryAt() != null) {
        line.append(" until ").append(offset(audit.getRetryAt(), start));
      }
      line.append(']');
    }
    return line.append(' ')
        .append(audit.getPolicy())
        .append(": ")
        .append(audit.getReason())
        .append('\n')
        .toString();
  }

  /** The target, where a story is of several. */
  private static String whose(String target, Story story) {
    TargetKey key = TargetKey.parse(target);
    return story.ofSeveral() ? key.kind() + "/" + key.name() + " " : "";
  }

  private static String text(RemediationCommand command, Story story) {
    long start = story.startMillis();
    return offset(command.getIssuedAt(), start)
        + " "
        + whose(command.getTarget(), story)
        + command.getAction()
        + " rung "
        + command.getRung()
        + " of "
        + command.getPolicy()
        + (command.getMode() == Mode.AUTO ? "" : " in mode " + command.getMode())
        + ", expires "
        + offset(command.getExpiresAt(), start)
        + "\n  id "
        + command.getId()
        + (command.getSubject() == null ? "" : "\n  subject " + command.getSubject())
        + "\n  parameters "
        + new TreeMap<>(command.getParameters())
        + "\n  preconditions "
        + command.getPreconditions()
        + "\n  evidence "
        + command.getEvidence().size()
        + "\n  reason "
        + command.getReason()
        + "\n";
  }

  private static String offset(Instant at, long start) {
    return DurationText.of(Duration.ofMillis(at.toEpochMilli() - start));
  }

  private static void write(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, actual);
    }
  }

  private static void compare(Path file, String actual) throws IOException {
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
  }
}
