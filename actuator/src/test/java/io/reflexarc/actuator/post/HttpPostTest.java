package io.reflexarc.actuator.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.post.Post.Delivery;
import io.reflexarc.runtime.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what is made of the answers. */
class HttpPostTest {

  private static final Letter LETTER =
      new Letter("tickets", "c-1", Map.of("traceparent", "00-1-2-01"), "{\"command\":\"c-1\"}");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path folder = Path.of("");
  private Receiver receiver = started();

  @BeforeEach
  void writeSecret() throws IOException {
    Files.writeString(folder.resolve("secret"), "s3cr3t\n");
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void shouldSignTimeAndBody() {
    // when
    Delivery delivery = post("kind: webhook, secretFile: SECRET").send(LETTER);

    // then
    assertThat(delivery).isEqualTo(new Delivery.Taken("answers 200 ok"));
    Receiver.Message message = receiver.messages().get(0);
    assertThat(message.path()).isEqualTo("/hook");
    assertThat(message.body()).isEqualTo("{\"command\":\"c-1\"}");
    assertThat(message.header("Idempotency-Key")).isEqualTo("c-1");
    assertThat(message.header("traceparent")).isEqualTo("00-1-2-01");
    assertThat(message.header("Reflexarc-Timestamp")).isEqualTo("1795428000");
    assertThat(message.header("Reflexarc-Signature"))
        .isEqualTo("v1=" + HttpPost.signature("s3cr3t", "1795428000.{\"command\":\"c-1\"}"));
  }

  /** The first case of RFC 4231 that a text can hold. */
  @Test
  void shouldSignAsTheStandardSays() {
    assertThat(HttpPost.signature("Jefe", "what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void shouldSendATokenOrARoutingKey() throws Exception {
    post("kind: webhook, proof: bearer, secretFile: SECRET").send(LETTER);
    post("kind: pagerduty, secretFile: SECRET").send(LETTER);
    Files.writeString(folder.resolve("secret"), "renewed");

    post("kind: webhook, proof: bearer, secretFile: SECRET").send(LETTER);

    assertThat(receiver.messages().get(0).header("Authorization")).isEqualTo("Bearer s3cr3t");
    assertThat(receiver.messages().get(1).body())
        .isEqualTo("{\"command\":\"c-1\",\"routing_key\":\"s3cr3t\"}");
    assertThat(receiver.messages().get(2).header("Authorization")).isEqualTo("Bearer renewed");
  }

  @Test
  void shouldPostToAlertmanagersPath() {
    post("kind: alertmanager").send(LETTER);

    assertThat(receiver.messages().get(0).path()).isEqualTo("/hook/api/v2/alerts");
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID",
    "401, UNAUTHORIZED",
    "404, INVALID",
    "408, TOO_MANY_REQUESTS",
    "429, TOO_MANY_REQUESTS",
  })
  void shouldTellWhyItWasRefused(int status, Fault.Kind kind) {
    receiver.answer(
        new Receiver.Answer(status, Map.of("Retry-After", "7"), "no, not with s3cr3t\nnor so"));

    Fault fault =
        ((Delivery.Refused) post("kind: webhook, secretFile: SECRET").send(LETTER)).fault();

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.message())
        .startsWith("tickets (WEBHOOK)")
        .contains("answers " + status + " no, not with ***")
        .doesNotContain("s3cr3t", "127.0.0.1");
  }

  @Test
  void shouldHavePatienceAsLongAsItIsAskedFor() {
    receiver.answer(new Receiver.Answer(429, Map.of("Retry-After", "7"), ""));

    Fault fault = ((Delivery.Refused) post("kind: webhook").send(LETTER)).fault();

    assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void shouldNotFollowARedirect() {
    receiver.answer(
        new Receiver.Answer(307, Map.of("Location", receiver.url() + "/elsewhere"), ""));

    Fault fault = ((Delivery.Refused) post("kind: webhook").send(LETTER)).fault();

    assertThat(fault.message()).endsWith("answers 307; redirects are not followed");
    assertThat(receiver.messages()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhatCameOfItWhenTheReceiverFails() {
    receiver.answer(500, "");

    assertThat(post("kind: webhook").send(LETTER)).isInstanceOf(Delivery.Unknown.class);
  }

  @Test
  void shouldNotKnowWhatCameOfItWhenNoAnswerComes() {
    receiver.fallSilent();

    Fault fault = ((Delivery.Unknown) post("kind: webhook, timeout: 50ms").send(LETTER)).fault();

    assertThat(fault.kind()).isEqualTo(Fault.Kind.NO_ANSWER);
  }

  @Test
  void shouldReadOnlyTheBeginningOfAnAnswer() {
    receiver.answer(200, "x".repeat(1_000_000));

    Delivery.Taken taken = (Delivery.Taken) post("kind: webhook").send(LETTER);

    assertThat(taken.says()).hasSizeLessThan(250).endsWith("...");
  }

  @Test
  void shouldSayThatNobodyIsThere() {
    Post post = post("kind: webhook");
    receiver.close();

    Fault fault = ((Delivery.Refused) post.send(LETTER)).fault();

    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
  }

  @Test
  void shouldRefuseWhatIsNotConfigured() {
    Post post = post("kind: webhook");

    assertThat(post.knows("tickets")).isTrue();
    assertThat(post.knows("pager")).isFalse();
    assertThat(((Delivery.Refused) post.send(new Letter("pager", "c-1", Map.of(), "{}"))).fault())
        .isEqualTo(Fault.of(Fault.Kind.INVALID, "endpoint 'pager' is not configured"));
  }

  private Post post(String rest) {
    try {
      Path file = folder.resolve("endpoints.yaml");
      Files.writeString(
          file,
          "endpoints:\n  - {name: tickets, url: \"%s/hook\", %s}\n"
              .formatted(
                  receiver.url(), rest.replace("SECRET", folder.resolve("secret").toString())));
      return new HttpPost(EndpointsFile.read(file), new ManualTime(NOW));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Receiver started() {
    try {
      return new Receiver();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
