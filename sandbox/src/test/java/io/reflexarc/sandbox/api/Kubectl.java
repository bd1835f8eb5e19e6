package io.reflexarc.sandbox.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real kubectl, pointed at a server. */
final class Kubectl {

  /** What a call printed, errors included, and how it ended. */
  record Output(int code, String text) {}

  private static final long SECONDS = 90;

  private final Path home;
  private final Path kubeconfig;

  Kubectl(Path home, ApiServer server) {
    this.home = home;
    this.kubeconfig = home.resolve("kubeconfig");
    try {
      server.writeKubeconfig(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a kubectl on the path. */
  static boolean isInstalled() {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  /** A file with this content. */
  String file(String name, String content) {
    try {
      return Files.writeString(home.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed. */
  String run(String... arguments) {
    Output output = call(arguments);
    if (output.code() != 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + output.text());
    }
    return output.text();
  }

  /** Runs a command. */
  Output call(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", home.toString());
    Path log = home.resolve("output-" + System.nanoTime());
    try {
      Process process = builder.redirectOutput(log.toFile()).start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "kubectl " + String.join(" ", arguments) + " hung: " + Files.readString(log));
      }
      return new Output(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
