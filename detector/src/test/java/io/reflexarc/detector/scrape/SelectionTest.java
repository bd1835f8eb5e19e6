package io.reflexarc.detector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.PodFate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.scrape.Selection.Chosen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final Map<String, String> ANNOTATED =
      Map.of("prometheus.io/scrape", "true", "prometheus.io/port", "8080");

  private final Selection selection = new Selection();

  @Test
  void shouldScrapeBothWhenAnnotationsAndASelectorNameDifferentEndpoints() {
    use("- {name: admin, selector: {matchLabels: {app: checkout}}, port: admin, interval: 1m}");

    List<Chosen> chosen = selection.of(pod(ANNOTATED, "Running"));

    assertThat(chosen)
        .extracting(it -> it.source() + " " + it.endpoint().port() + it.endpoint().path())
        .containsExactly("scrape 8080/metrics", "scrape:admin 9090/metrics");
    assertThat(chosen.get(1).interval()).isPresent();
  }

  @Test
  void shouldScrapeAnAddressOnceWhenSeveralNameIt() {
    use(
        """
        - {name: same, selector: {}, port: 8080}
        - {name: one, selector: {}, port: 9090}
        - {name: other, selector: {}, port: admin, scheme: https}
        - {name: elsewhere, selector: {}, port: admin, path: /more}
        """);

    assertThat(selection.of(pod(ANNOTATED, "Running")))
        .extracting(Chosen::source)
        .containsExactly("scrape", "scrape:one", "scrape:elsewhere");
  }

  @Test
  void shouldLeaveAPodAloneWhenItsOwnerSaysSoOrItDoesNotRun() {
    use("- {name: all, selector: {}, port: 9090}");

    assertThat(selection.of(pod(Map.of("prometheus.io/scrape", "false"), "Running"))).isEmpty();
    assertThat(selection.of(pod(ANNOTATED, "Pending"))).isEmpty();
    assertThat(selection.of(pod(Map.of(), "Running"))).hasSize(1);
  }

  @Test
  void shouldPassOverAPodWhenNamespaceLabelsOrPortDiffer() {
    use(
        """
        - {name: there, namespaces: [other], selector: {}, port: 9090}
        - {name: labels, selector: {matchLabels: {app: cart}}, port: 9090}
        - {name: port, selector: {}, port: no-such}
        - {name: this, namespaces: [shop], selector: {}, port: 9090}
        """);

    assertThat(selection.of(pod(Map.of(), "Running")))
        .extracting(Chosen::source)
        .containsExactly("scrape:this");
  }

  private void use(String text) {
    SelectorText.Result result = SelectorText.read(text);
    assertThat(result.mistakes()).isEmpty();
    selection.use(result.selectors());
  }

  private static PodView pod(Map<String, String> annotations, String phase) {
    Metadata meta = Objects.meta("checkout-1", Map.of("app", "checkout"), annotations);
    return new PodView(
        meta,
        "node-1",
        "10.0.0.1",
        phase,
        Objects.START,
        null,
        List.of(Objects.container(null)),
        PodFate.NONE,
        Map.of("admin", 9090));
  }
}
