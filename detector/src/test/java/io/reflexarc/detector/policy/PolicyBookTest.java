package io.reflexarc.detector.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.avro.PolicyRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String GOOD =
      """
      {"target": {"kind": "Deployment", "name": "checkout"},
       "symptom": {"ratio": {
         "bad": {"metric": "http_requests_total", "where": {"status": "5.."}},
         "total": {"metric": "http_requests_total"},
         "per": "version", "window": "5m", "unhealthyAbove": "1%", "healthyBelow": "0.2%",
         "minimumSamples": 300}, "for": "10m", "recoverFor": "30m"},
       "ladder": [{"action": "page", "with": {"severity": "critical"}}]}
      """;

  private final PolicyBook book = new PolicyBook();

  @Test
  void shouldKeepTheLastGoodOneWhenABrokenOneFollows() {
    // given
    assertThat(book.put(text(1, GOOD, PolicyText.CRD), NOW).mistakes()).isEmpty();

    // when
    PolicyVerdict broken = book.put(text(2, "{\"target\": 5}", PolicyText.CRD), NOW);

    // then
    assertThat(broken.accepted()).isFalse();
    assertThat(broken.mistakes()).isNotEmpty();
    assertThat(book.records()).extracting(PolicyRecord::getGeneration).containsExactly(1L);
  }

  @Test
  void shouldKnowThatItIsWrittenWhenItWasNeverGood() {
    book.put(text(1, "{}", PolicyText.CRD), NOW);

    assertThat(book.records()).isEmpty();
    assertThat(book.isWritten("shop/errors")).isTrue();
  }

  @Test
  void shouldPreferTheCustomResourceWhenAFileHasTheSameName() {
    book.put(text(1, GOOD, PolicyText.CRD), NOW);

    PolicyVerdict file = book.put(text(9, GOOD, "file:errors.yaml"), NOW);

    assertThat(file.accepted()).isFalse();
    assertThat(book.records()).extracting(PolicyRecord::getSource).containsExactly("crd");
    assertThat(book.remove("shop/errors", "file:errors.yaml")).isFalse();
    assertThat(book.remove("shop/errors", PolicyText.CRD)).isTrue();
    assertThat(book.records()).isEmpty();
    assertThat(book.isWritten("shop/errors")).isFalse();
  }

  @Test
  void shouldTakeTheFileAgainWhenTheCustomResourceBeforeItIsDeleted() {
    book.put(text(9, GOOD, "file:errors.yaml"), NOW);
    book.put(text(1, GOOD, PolicyText.CRD), NOW);
    assertThat(book.records()).extracting(PolicyRecord::getSource).containsExactly("crd");

    assertThat(book.remove("shop/errors", PolicyText.CRD)).isTrue();

    assertThat(book.records())
        .extracting(PolicyRecord::getSource)
        .containsExactly("file:errors.yaml");
    assertThat(book.isWritten("shop/errors")).isTrue();
    assertThat(book.remove("shop/errors", "file:errors.yaml")).isTrue();
    assertThat(book.records()).isEmpty();
  }

  private static PolicyText text(long generation, String spec, String source) {
    return new PolicyText("shop", "errors", generation, spec, source, "");
  }
}
