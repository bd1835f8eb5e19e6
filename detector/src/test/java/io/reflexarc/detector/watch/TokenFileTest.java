package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: one
      clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
      contexts:
      - {name: one, context: {cluster: c, user: with-file}}
      - {name: two, context: {cluster: c, user: with-token}}
      - {name: three, context: {cluster: c, user: nobody}}
      users:
      - {name: with-file, user: {tokenFile: token}}
      - {name: with-token, user: {token: abc}}
      """;

  @TempDir private Path folder;

  @Test
  void shouldReadTheFileAnewWhenItWasReplaced() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("config"), KUBECONFIG);
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    TokenFile token = TokenFile.of(kubeconfig, "").orElseThrow();
    assertThat(token.getToken()).isEqualTo("first");

    Files.writeString(file, "second\n");
    assertThat(token.getToken()).isEqualTo("second");

    Files.delete(file);
    assertThat(token.getToken()).isEqualTo("second");
  }

  @Test
  void shouldHaveNoneWhenTheUserOfTheContextNamesNone() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("config"), KUBECONFIG);

    assertThat(TokenFile.of(kubeconfig, "two")).isEmpty();
    assertThat(TokenFile.of(kubeconfig, "three")).isEmpty();
    assertThat(TokenFile.of(kubeconfig, "four")).isEmpty();
    assertThat(TokenFile.of(kubeconfig, "one")).isPresent();
  }
}
