package io.reflexarc.actuator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers that were recorded from a real API server mean to a write. */
class ReplyTest {

  private static final Request UPDATE =
      new Request("update", ResourceKind.DEPLOYMENT, "shop", "checkout");

  @ParameterizedTest
  @CsvSource({
    "401-unauthorized-bad-token,                  Refused,  UNAUTHORIZED",
    "403-forbidden-patch-deployment,              Refused,  FORBIDDEN",
    "403-namespace-terminating,                   Refused,  FORBIDDEN",
    "403-quota-exceeded,                          Refused,  FORBIDDEN",
    "404-deployment-patch-wrong-namespace,        Gone,",
    "404-unknown-api-group,                       Gone,",
    "405-method-not-allowed,                      Refused,  INVALID",
    "409-conflict-stale-resourceversion-put,      Conflict,",
    "422-invalid-replicas-negative,               Refused,  INVALID",
    "422-merge-patch-wrong-type,                  Refused,  INVALID",
    "429-eviction-pdb,                            Refused,  TOO_MANY_REQUESTS",
    "500-eviction-two-pdbs,                       Unknown,  SERVER_ERROR",
    "504-resourceversion-too-large,               Unknown,  SERVER_ERROR"
  })
  void shouldTellWhatAnAnswerMeans(String name, String answer, Fault.Kind kind) throws IOException {
    Reply reply = recorded(name);

    WriteAnswer meaning = reply.afterWrite(UPDATE);

    assertThat(meaning.getClass().getSimpleName()).isEqualTo(answer);
    if (kind != null) {
      assertThat(reply.fault(UPDATE).kind()).isEqualTo(kind);
    }
  }

  @Test
  void shouldNameTheMissingRight() throws IOException {
    Fault fault = recorded("403-forbidden-patch-deployment").fault(UPDATE);

    assertThat(fault.message())
        .startsWith("missing right: verb update on deployments.apps in namespace shop (")
        .contains("User \"dev\" cannot patch resource");
  }

  @Test
  void shouldNotSpeakOfRightsWhenTheQuotaIsUsedUp() throws IOException {
    assertThat(recorded("403-quota-exceeded").fault(UPDATE).message())
        .doesNotContain("missing right")
        .contains("exceeded quota");
  }

  @Test
  void shouldShortenAMessageThatQuotesTheWholeObject() throws IOException {
    assertThat(recorded("422-merge-patch-wrong-type").fault(UPDATE).message()).hasSizeLessThan(510);
  }

  @Test
  void shouldWaitAsLongAsTheServerAsks() throws IOException {
    assertThat(recorded("504-resourceversion-too-large").fault(UPDATE).retryAfter())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldJudgeByTheNumberWhenAProxyAnswersInItsOwnWords() {
    Reply reply = new Reply(503, "<html>upstream connect error</html>");

    assertThat(reply.afterWrite(UPDATE)).isInstanceOf(WriteAnswer.Unknown.class);
    assertThat(reply.fault(UPDATE).message())
        .isEqualTo("update deployments.apps checkout in namespace shop: 503 without a reason");
  }

  private static Reply recorded(String name) throws IOException {
    try (InputStream in = ReplyTest.class.getResourceAsStream("/api-errors/" + name + ".json")) {
      JsonNode recording = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
      JsonNode body = recording.path("body");
      return new Reply(
          recording.path("status").asInt(), body.isTextual() ? body.asText() : body.toString());
    }
  }
}
