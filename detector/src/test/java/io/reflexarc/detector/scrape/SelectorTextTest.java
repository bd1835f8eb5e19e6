package io.reflexarc.detector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SelectorTextTest {

  private static final Path PAGE = Path.of("../docs/reference/scrape-selectors.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String GOOD =
      """
      - name: checkout
        namespaces: [shop, shop-eu]
        selector:
          matchLabels: {app: checkout}
          matchExpressions: [{key: canary, operator: DoesNotExist}]
        port: metrics
        path: /internal/metrics
        scheme: https
        interval: 30s
        container: app
      - {name: all, selector: {}, port: 9090}
      """;

  @Test
  void shouldReadEveryFieldWhenAllIsRight() {
    SelectorText.Result result = SelectorText.read(GOOD);

    assertThat(result.mistakes()).isEmpty();
    PodSelector checkout = result.selectors().get(0);
    assertThat(checkout.namespaces()).containsExactlyInAnyOrder("shop", "shop-eu");
    assertThat(checkout.port()).isEqualTo("metrics");
    assertThat(checkout.path()).isEqualTo("/internal/metrics");
    assertThat(checkout.scheme()).isEqualTo("https");
    assertThat(checkout.interval()).contains(Duration.ofSeconds(30));
    assertThat(checkout.container()).contains("app");
    PodSelector all = result.selectors().get(1);
    assertThat(all.namespaces()).isEmpty();
    assertThat(all.port()).isEqualTo("9090");
    assertThat(all.path()).isEqualTo("/metrics");
    assertThat(all.interval()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldNameEveryMistakeByItsPathWhenSomethingIsWrong() {
    // given
    String wrong =
        """
        - name: Checkout
          namespaces: shop
          selector:
            matchLabels: {"not a label": x, tier: 7}
            matchExpressions:
            - {key: app, operator: in}
            - {key: app, operator: In}
            - {key: app, operator: Exists, values: [a]}
          port: 70000
          path: metrics
          scheme: ftp
          interval: 1ms
          intreval: 30s
        - {name: a, port: "Not A Port"}
        - {name: a, selector: {}, interval: 30}
        - nothing
        """;

    // when
    SelectorText.Result result = SelectorText.read(wrong);

    // then
    assertThat(result.selectors()).isEmpty();
    assertThat(result.mistakes())
        .containsExactly(
            "[0].name: Checkout is not a name of lower case letters, digits, - and .",
            "[0].namespaces: shop is not a list, write [...]",
            "[0].selector.matchLabels.not a label: is not a label's name",
            "[0].selector.matchLabels.tier: 7 is not a text, write \"7\" in quotes",
            "[0].selector.matchExpressions[0].operator: in is not In, NotIn, Exists or"
                + " DoesNotExist",
            "[0].selector.matchExpressions[1].values: In needs values, write a list of them",
            "[0].selector.matchExpressions[2].values: Exists takes no values, leave them out",
            "[0].port: 70000 is not a port, write 1 to 65535",
            "[0].path: metrics is not a path, write /metrics",
            "[0].scheme: ftp is not http or https",
            "[0].interval: 1ms is out of range, write 1s to 1h",
            "[0].intreval: there is no such field, did you mean interval?",
            "[1].selector: is missing, write {...}",
            "[1].port: Not A Port is not a port, write its number or its name",
            "[2].name: a is the name of a selector above, write another",
            "[2].port: is missing, write the number of a port or the name of one",
            "[2].interval: 30 is not a duration, write 30s or 1m",
            "[3]: nothing is not a mapping of fields, write {...}",
            "[3].name: is missing, write a name of lower case letters, digits, - and .",
            "[3].selector: is missing, write {...}",
            "[3].port: is missing, write the number of a port or the name of one");
  }

  @Test
  void shouldRefuseTheWholeWhenItIsNoListOrTooMuch() {
    assertThat(SelectorText.read("a: b").mistakes())
        .containsExactly(
            "the file is not a list, write - {name: shop, selector: {...}, port: metrics}");
    assertThat(SelectorText.read("- x\n".repeat(51)).mistakes())
        .containsExactly("the file has 51 selectors, write at most 50");
    assertThat(SelectorText.read("x".repeat(70_000)).mistakes()).hasSize(1);
    assertThat(SelectorText.read("[[[[[[[[[[[[[[[[").mistakes()).hasSize(1);
    assertThat(SelectorText.read("").mistakes()).isEmpty();
  }

  @Property(tries = 500)
  void shouldAnswerWhenATextIsDamaged(@ForAll byte[] noise, @ForAll int at) {
    byte[] text = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < noise.length && i < 20; i++) {
      text[Math.floorMod(at + i * 31, text.length)] = noise[i];
    }
    SelectorText.Result result = SelectorText.read(new String(text, StandardCharsets.ISO_8859_1));

    assertThat(result.selectors().isEmpty() || result.mistakes().isEmpty()).isTrue();
  }

  @Test
  void shouldAcceptTheExamplesWhenThePageIsRead() throws Exception {
    List<String> examples =
        EXAMPLE.matcher(Files.readString(PAGE)).results().map(it -> it.group(1)).toList();

    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(SelectorText.read(it).mistakes()).isEmpty());
  }
}
