package io.reflexarc.actuator.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake of the file by its path. */
class EndpointsFileTest {

  @TempDir Path folder = Path.of("");

  @Test
  void shouldReadAll() throws IOException {
    Files.writeString(folder.resolve("key"), "r0uting");
    Files.writeString(folder.resolve("slack"), "https://hooks.slack.example/T1/secret");

    Endpoints endpoints =
        read(
            """
            endpoints:
              - {name: tickets, url: "https://tickets.example/hook", timeout: 2s}
              - {name: alerts, kind: alertmanager, url: "http://localhost:9093"}
              - {name: chat, kind: slack, urlFile: FOLDER/slack}
              - {name: pager, kind: pagerduty, secretFile: FOLDER/key}
            """);

    assertThat(endpoints.names()).containsExactly("alerts", "chat", "pager", "tickets");
    assertThat(endpoints.find("pager").orElseThrow().url())
        .hasToString("https://events.pagerduty.com/v2/enqueue");
    assertThat(endpoints.toString()).doesNotContain("secret", "r0uting", "hooks.slack");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: 'http://tickets.example/'|"
            + " url: is of http beyond this machine; use https, or say plain: true",
        "url: 'ftp://tickets.example/'| url: is not a URL of https, or of http",
        "url: 'https://me:pw@tickets.example/'| url: has a user in it; give a secretFile",
        "url: 'no url'| url: is not a URL",
        "kind: telegram, url: 'https://t/'|"
            + " kind: 'telegram' is not known, available: webhook, alertmanager, slack, pagerduty",
        "kind: pagerduty| secretFile: is missing",
        "proof: hmac, url: 'https://t/'| secretFile: is missing",
        "secretFile: /nowhere, url: 'https://t/'| secretFile: cannot read /nowhere",
        "caFile: /nowhere, url: 'https://t/'| caFile: cannot read /nowhere",
        "timeout: 5, url: 'https://t/'|"
            + " timeout: '5' is not a duration of at most 1m, write 5s",
        "retries: 5, url: 'https://t/'| retries: is not known",
      },
      quoteCharacter = '`')
  void shouldNameAMistakeByItsPath(String rest, String mistake) throws IOException {
    assertThatThrownBy(() -> read("endpoints: [{name: tickets, " + rest + "}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoints[0]." + mistake);
  }

  @Test
  void shouldNameAllMistakesAtOnce() {
    assertThatThrownBy(
            () -> read("endpoints: [{name: A, url: x}, {name: a, url: 'https://a/', b: c}]"))
        .hasMessageContaining("endpoints[0].name: is not a name of small letters, digits and -")
        .hasMessageContaining("endpoints[0].url: is not a URL of https, or of http")
        .hasMessageContaining("endpoints[1].b: is not known");
  }

  @Test
  void shouldRefuseTwoOfOneName() {
    assertThatThrownBy(
            () -> read("endpoints: [{name: a, url: 'https://a/'}, {name: a, url: 'https://b/'}]"))
        .hasMessageContaining("endpoints[1].name: there are two of the name a");
  }

  @Test
  void shouldRefuseWhatIsNoList() {
    assertThatThrownBy(() -> read("tickets: here")).hasMessageContaining("endpoints: is no list");
    assertThatThrownBy(() -> EndpointsFile.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read as YAML");
  }

  private Endpoints read(String text) throws IOException {
    Path file = folder.resolve("endpoints.yaml");
    Files.writeString(file, text.replace("FOLDER", folder.toString()));
    return EndpointsFile.read(file);
  }
}
