package io.reflexarc.actuator.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.actuator.post.Endpoint.Kind;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import org.junit.jupiter.api.Test;

/** What each kind of receiver gets. */
class PageTextTest {

  private static final Page PAGE = Page.begins(Audits.escalated("i-1")).orElseThrow();
  private static final Page OVER = Page.over(Audits.of("i-1", Stage.CLOSED), "warning");

  private static final String LABELS =
      "{'alertname': 'ReflexarcEscalation', 'severity': 'warning', 'incident': 'i-1', 'policy':"
          + " 'shop/errors', 'cluster': 'local', 'namespace': 'shop', 'kind': 'Deployment', 'name':"
          + " 'web'}";

  @Test
  void shouldBeAnAlertThatLastsUntilItIsResolved() {
    assertThat(json(PageText.of(PAGE, Kind.ALERTMANAGER)))
        .isEqualTo(
            json(
                "[{'labels': "
                    + LABELS
                    + ", 'annotations': {'summary': '[warning] local/shop/Deployment/web: 5 % of"
                    + " <v4> failed; a human must look'}, 'startsAt': '2026-11-23T10:00:00Z',"
                    + " 'endsAt': '2026-11-24T10:00:00Z'}]"));
    JsonNode over = json(PageText.of(OVER, Kind.ALERTMANAGER)).path(0);
    assertThat(over.path("labels")).isEqualTo(json(LABELS));
    assertThat(over.path("endsAt").asText()).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(over.has("startsAt")).isFalse();
  }

  @Test
  void shouldBeAnEventThatPagerDutyKnowsByItsIncident() {
    JsonNode event = json(PageText.of(PAGE, Kind.PAGERDUTY));
    assertThat(event.path("event_action").asText()).isEqualTo("trigger");
    assertThat(event.path("dedup_key").asText()).isEqualTo("i-1");
    assertThat(event.at("/payload/severity").asText()).isEqualTo("warning");
    assertThat(event.at("/payload/source").asText()).isEqualTo(Audits.TARGET);
    assertThat(event.at("/payload/summary").asText()).startsWith("[warning] local/shop");
    assertThat(json(PageText.of(OVER, Kind.PAGERDUTY)))
        .isEqualTo(json("{'event_action': 'resolve', 'dedup_key': 'i-1'}"));
  }

  @Test
  void shouldNotLetATargetFormatSlacksText() {
    assertThat(json(PageText.of(PAGE, Kind.SLACK)))
        .isEqualTo(
            json(
                "{'text': '[warning] local/shop/Deployment/web: 5 % of &lt;v4&gt; failed; a human"
                    + " must look'}"));
    assertThat(PageText.of(OVER, Kind.SLACK)).contains("[over] local/shop/Deployment/web");
  }

  @Test
  void shouldTellAllFactsToAWebhook() {
    assertThat(json(PageText.of(PAGE, Kind.WEBHOOK)))
        .isEqualTo(
            json(
                """
                {'version': 1, 'event': 'page', 'incident': 'i-1',
                 'target': 'local/shop/Deployment/web', 'policy': 'shop/errors',
                 'severity': 'warning', 'reason': '5 % of <v4> failed; a human must look',
                 'at': '2026-11-23T10:00:00Z',
                 'evidence': [{'indicator': 'ratio', 'version': 'v4', 'value': 0.05,
                   'unit': 'ratio', 'threshold': 0.01, 'samples': 400}]}
                """));
    assertThat(json(PageText.of(OVER, Kind.WEBHOOK)).path("event").asText()).isEqualTo("resolved");
  }

  @Test
  void shouldPageOnlyWhatTheDeciderEscalates() {
    RemediationAudit acknowledged =
        RemediationAudit.newBuilder(Audits.escalated("i-1")).setOutcome("acknowledged").build();
    RemediationAudit silent =
        RemediationAudit.newBuilder(Audits.escalated("i-1")).setAfter(java.util.Map.of()).build();

    assertThat(Page.begins(acknowledged)).isEmpty();
    assertThat(Page.begins(Audits.of("i-1", Stage.HEALED))).isEmpty();
    assertThat(Page.begins(silent).map(Page::severity)).contains("critical");
    assertThat(Page.ends(Audits.of("i-1", Stage.HEALED))).isTrue();
    assertThat(Page.ends(Audits.of("i-1", Stage.CLOSED))).isTrue();
    assertThat(Page.ends(Audits.of("i-1", Stage.VERIFYING))).isFalse();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
