package io.reflexarc.sandbox.cli;

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
    try {
      if (Files.size(file) > MOST_BYTES) {
        return List.of("is larger than " + MOST_BYTES + " bytes");
      }
      return lint(Files.readString(file));
    } catch (IOException e) {
      return List.of("cannot be read: " + e);
    }
  }

  private static List<String> lint(String text) {
    List<ParseResult> documents = PolicyParser.parseDocuments(text, 0);
    if (documents.isEmpty()) {
      return List.of("holds no policy");
    }
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i) instanceof ParseResult.Refused refused) {
        String where = "document " + (i + 1) + ": ";
        refused.mistakes().forEach(mistake -> findings.add(where + text(mistake)));
      }
    }
    return findings;
  }

  private static String text(Mistake mistake) {
    return mistake.path().isEmpty() ? mistake.message() : mistake.path() + ": " + mistake.message();
  }
}
