package io.reflexarc.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.schemas.policy.Mistake;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy lint}: every mistake of every policy in the files, each by its path. */
@Command(
    name = "lint",
    description = "Name every mistake in RemediationPolicy files; exit 1 when there is one.")
final class PolicyLintCommand implements Callable<Integer> {

  private static final int FINDINGS = 1;
  private static final long MOST_BYTES = 1 << 20;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON.")
  private List<Path> files = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    int findings = 0;
    for (Path file : files) {
      List<String> found = lint(file);
      found.forEach(finding -> line.getOut().println(file + ": " + finding));
      if (found.isEmpty()) {
        line.getOut().println(file + ": fine");
      }
      findings += found.size();
    }
    return findings == 0 ? CommandLine.ExitCode.OK : FINDINGS;
  }

  private static List<String> lint(Path file) {
    List<String> findings = new ArrayList<>();
    try {
      if (Files.size(file) > MOST_BYTES) {
        return List.of("is larger than " + MOST_BYTES + " bytes");
      }
      int number = 0;
      for (JsonNode document : documents(file)) {
        number++;
        String where = "document " + number + ": ";
        if (PolicyParser.parseDocument(document.toString(), 0)
            instanceof ParseResult.Refused refused) {
          refused.mistakes().stream()
              .map(PolicyLintCommand::text)
              .map(where::concat)
              .forEach(findings::add);
        }
      }
      if (number == 0) {
        findings.add("holds no policy");
      }
    } catch (JsonProcessingException e) {
      findings.add("is not YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      findings.add("cannot be read: " + e);
    }
    return findings;
  }

  private static String text(Mistake mistake) {
    return mistake.path().isEmpty() ? mistake.message() : mistake.path() + ": " + mistake.message();
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
      return documents.readAll().stream().filter(document -> !document.isNull()).toList();
    }
  }
}
