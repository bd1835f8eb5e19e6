package io.reflexarc.sandbox.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that tells clients where the API server is and how to get in. */
final class Kubeconfig {

  private static final String TEMPLATE =
      """
      apiVersion: v1
      kind: Config
      current-context: reflexarc-sandbox
      clusters:
      - name: reflexarc-sandbox
        cluster:
          server: %s
      contexts:
      - name: reflexarc-sandbox
        context:
          cluster: reflexarc-sandbox
          user: sandbox
          namespace: default
      users:
      - name: sandbox
        user: %s
      """;

  private Kubeconfig() {}

  static void write(Path file, String url, String token) throws IOException {
    String user = token.isEmpty() ? "{}" : "{token: \"" + token.replace("\"", "\\\"") + "\"}";
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, TEMPLATE.formatted(url, user));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
