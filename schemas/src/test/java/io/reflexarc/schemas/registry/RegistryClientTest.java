package io.reflexarc.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside each other: they wait for pauses between tries. */
@Execution(ExecutionMode.CONCURRENT)
class RegistryClientTest {

  private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void shouldAskOnceWhenASchemaIsNeededTwice() {
    // given
    registry.answer(200, SCHEMA);
    RegistryClient client = client(Map.of());

    // when
    client.schema(7, "t-value");
    client.schema(7, "t-value");

    // then
    assertThat(registry.requests())
        .containsExactly("GET /schemas/ids/7?fetchMaxId=false&subject=t-value");
  }

  @Test
  void shouldAskOnceWhenASchemaIsRegisteredTwice() {
    // given
    registry.answer(200, "{\"id\":4}");
    RegistryClient client = client(Map.of());

    // when
    client.register("a b/c-value", HealthEvent.SCHEMA$);
    int id = client.register("a b/c-value", HealthEvent.SCHEMA$);

    // then
    assertThat(id).isEqualTo(4);
    assertThat(registry.requests())
        .containsExactly("POST /subjects/a%20b%2Fc-value/versions?normalize=false");
  }

  @Test
  void shouldNotAskAgainWhenAnIdIsUnknown() {
    // given
    registry.answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    RegistryClient client = client(Map.of());

    // when
    Problem first = problem(() -> client.schema(9, "t-value")).problem();
    Problem second = problem(() -> client.schema(9, "t-value")).problem();

    // then
    assertThat(first).isEqualTo(Problem.UNKNOWN);
    assertThat(second).isEqualTo(Problem.UNKNOWN);
    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED, basic.auth",
    "403, FORBIDDEN, may not",
    "404, UNKNOWN, does not know",
    "409, INCOMPATIBLE, breaks the subject's compatibility",
    "422, INVALID, cannot make sense",
    "302, UNEXPECTED, Redirects are not followed",
    "400, UNEXPECTED, is this a schema registry"
  })
  void shouldNameTheProblemWhenTheRegistryRefuses(int status, Problem expected, String advice) {
    // given
    registry.answer(status, "{\"error_code\":1,\"message\":\"because\"}");

    // when
    RegistryException refused =
        problem(() -> client(Map.of()).register("t-value", HealthEvent.SCHEMA$));

    // then
    assertThat(refused.problem()).isEqualTo(expected);
    assertThat(refused).hasMessageContaining("HTTP " + status + ", because");
    assertThat(refused).hasMessageContaining(advice);
    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429", "408"})
  void shouldTryAgainWhenTheRegistryIsInTrouble(int status) {
    // given
    registry.answer(status, "").answer(status, "not json").answer(200, SCHEMA);

    // when
    client(Map.of()).schema(7, "t-value");

    // then
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void shouldGiveUpWhenItsPatienceIsAtAnEnd() {
    // given
    registry.answer(503, "");
    RegistryClient client = client(Map.of(RegistrySettings.PATIENCE, 350));

    // when
    RegistryException gone = problem(() -> client.schema(7, "t-value"));

    // then
    assertThat(gone.problem()).isEqualTo(Problem.UNAVAILABLE);
    assertThat(gone).hasMessageContaining("gave up after").hasMessageContaining("PT0.35S");
    assertThat(registry.requests().size()).isBetween(2, 4);
  }

  @Test
  void shouldGoToTheNextWhenOneDoesNotAnswer() {
    // given
    registry.answer(200, SCHEMA);
    RegistryClient client = client(Map.of(RegistrySettings.URL, nobody() + "," + registry.url()));

    // when
    client.schema(7, "t-value");
    client.schema(8, "t-value");

    // then
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void shouldSayUnavailableWhenNobodyListens() {
    // given
    RegistryClient client =
        client(Map.of(RegistrySettings.URL, nobody(), RegistrySettings.PATIENCE, 200));

    // then
    assertThat(problem(() -> client.schema(7, "t-value")).problem()).isEqualTo(Problem.UNAVAILABLE);
    assertThat(problem(client::check).problem()).isEqualTo(Problem.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|is not JSON",
        "{}|has no 'schema'",
        "{\"schema\":\"nonsense\"}|cannot be read as Avro",
        "{\"schema\":\"message A {}\",\"schemaType\":\"PROTOBUF\"}|is PROTOBUF, not Avro"
      })
  void shouldSaySoWhenTheAnswerIsNoSchema(String answer, String trouble) {
    // given
    registry.answer(200, answer);

    // when
    RegistryException strange = problem(() -> client(Map.of()).schema(7, "t-value"));

    // then
    assertThat(strange.problem()).isEqualTo(Problem.UNEXPECTED);
    assertThat(strange).hasMessageContaining(trouble);
  }

  @Test
  void shouldBreakOffWhenTheAnswerIsEndless() {
    // given
    registry.answer(200, "[" + "1,".repeat(3_000_000) + "1]");
    RegistryClient client = client(Map.of());

    // when
    RegistryException endless = problem(() -> client.schema(7, "t-value"));

    // then
    assertThat(endless.problem()).isEqualTo(Problem.UNEXPECTED);
    assertThat(endless).hasMessageContaining("longer than 4194304 bytes");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void shouldSayWhoItIsWhenToldIn() {
    // given
    registry.answer(200, SCHEMA);
    String withUser = "http://ann:s3cret@" + registry.address();

    // when
    client(Map.of(RegistrySettings.URL, withUser)).schema(1, "t-value");
    client(
            Map.of(
                RegistrySettings.BASIC_SOURCE, "USER_INFO",
                RegistrySettings.BASIC_USER_INFO, "bob:s3cret"))
        .schema(1, "t-value");
    client(
            Map.of(
                RegistrySettings.BEARER_SOURCE, "STATIC_TOKEN",
                RegistrySettings.BEARER_TOKEN, "t0ken"))
        .schema(1, "t-value");

    // then
    assertThat(registry.authorizations())
        .containsExactly("Basic YW5uOnMzY3JldA==", "Basic Ym9iOnMzY3JldA==", "Bearer t0ken");
  }

  @Test
  void shouldKeepSecretsWhenItFails() {
    // given
    registry.answer(401, "{\"message\":\"no\"}");
    String withUser = "http://ann:s3cret@" + registry.address();
    Map<String, Object> settings = Map.of(RegistrySettings.URL, withUser);

    // when
    RegistryException refused = problem(() -> client(settings).schema(1, "t-value"));

    // then
    assertThat(refused.toString()).doesNotContain("s3cret").doesNotContain("ann");
    assertThat(RegistrySettings.from(settings).toString()).doesNotContain("s3cret");
  }

  private RegistryClient client(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(RegistrySettings.URL, registry.url());
    settings.putAll(more);
    return new RegistryClient(RegistrySettings.from(settings));
  }

  private static RegistryException problem(Runnable call) {
    return catchThrowableOfType(RegistryException.class, call::run);
  }

  /** Where nobody listens: port 1 is nobody's without root. */
  private static String nobody() {
    return "http://127.0.0.1:1";
  }
}
