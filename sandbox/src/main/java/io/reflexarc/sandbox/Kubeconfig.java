package io.reflexarc.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with which kubectl and every other client find the sandbox's cluster. */
final class Kubeconfig {

  private static final String TEXT =
      """
      apiVersion: v1
      kind: Config
      current-context: sandbox
      clusters:
        - name: sandbox
          cluster: {server: "%s"}
      users:
        - name: anyone
          user: {}
      contexts:
        - name: sandbox
          context: {cluster: sandbox, user: anyone, namespace: default}
      """;

  private Kubeconfig() {}

  static Path write(Path folder, URI server) {
    Path file = folder.resolve("kubeconfig").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, TEXT.formatted(server));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
