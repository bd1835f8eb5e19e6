package io.reflexarc.decider.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.ingest.SampleSorter.Sorted;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Values;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleSorterTest {

  private static final Rule RULE =
      new Rule(
          PolicyParser.parse(
                  "shop",
                  "per-country",
                  1,
                  """
                  target: {kind: Deployment, name: checkout}
                  symptom:
                    ratio:
                      bad: {metric: requests_total, where: {status: "5.."}}
                      total: {metric: requests_total}
                      per: label:country
                      unhealthyAbove: 1%
                  ladder: [{action: page}]
                  """)
              .accepted()
              .orElseThrow());
  private static final SeriesKey BAD = key(0);
  private static final SeriesKey TOTAL = key(1);

  private static SeriesKey key(int place) {
    return RULE.watches().stream().map(Watch::key).distinct().toList().get(place);
  }

  @Test
  void shouldKeepEachValueBesideTheSumOfAll() {
    // when
    Scrape scrape =
        sort(sample("DE", "200", 90), sample("DE", "500", 10), sample("FR", "200", 50))
            .scrape()
            .orElseThrow();
    // then
    assertThat(scrape.node()).isEqualTo("node-1");
    assertThat(scrape.values())
        .isEqualTo(
            Values.of(
                Map.of(
                    BAD,
                    10.0,
                    TOTAL,
                    150.0,
                    TOTAL.value("country", "DE"),
                    100.0,
                    TOTAL.value("country", "FR"),
                    50.0,
                    BAD.value("country", "DE"),
                    10.0,
                    BAD.value("country", "FR"),
                    0.0)));
  }

  @Test
  void shouldKeepTheBusiestValuesWhenThereAreTooMany() {
    // given
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      samples.add(sample("C" + i, "200", 100 + i));
    }
    samples.add(sample("long".repeat(30), "200", 1_000));
    // when
    Sorted sorted = sort(samples.toArray(new Sample[0]));
    Scrape scrape = sorted.scrape().orElseThrow();
    // then
    assertThat(sorted.leftOut()).isEqualTo(6);
    assertThat(scrape.values().size()).isEqualTo(2 + 2 * 20);
    assertThat(scrape.values().layout().keys())
        .contains(TOTAL.value("country", "C24"))
        .doesNotContain(TOTAL.value("country", "C4"));
    assertThat(number(scrape, TOTAL)).isEqualTo(25 * 112 + 1_000);
  }

  @Test
  void shouldTakeAnAbsentLabelForAnEmptyValue() {
    Scrape scrape = sort(sample(null, "200", 7)).scrape().orElseThrow();
    assertThat(number(scrape, TOTAL.value("country", ""))).isEqualTo(7);
  }

  @Test
  void shouldBeginAnewWithEachScrape() {
    // given
    SampleSorter sorter = new SampleSorter(List.of(RULE));
    sort(sorter, sample("DE", "200", 90), sample("FR", "500", 5));
    // when
    Scrape next = sort(sorter, sample("DE", "200", 91)).scrape().orElseThrow();
    // then
    assertThat(next.values().layout().keys())
        .contains(TOTAL.value("country", "DE"))
        .doesNotContain(TOTAL.value("country", "FR"));
    assertThat(number(next, TOTAL.value("country", "DE"))).isEqualTo(91);
    assertThat(number(next, BAD.value("country", "DE"))).isZero();
  }

  private static double number(Scrape scrape, SeriesKey key) {
    return scrape.values().number(scrape.values().layout().indexOf(key));
  }

  private static Sorted sort(Sample... samples) {
    return sort(new SampleSorter(List.of(RULE)), samples);
  }

  private static Sorted sort(SampleSorter sorter, Sample... samples) {
    return sorter.sort(
        MetricSamples.newBuilder()
            .setTarget("prod/shop/Deployment/checkout")
            .setPod("checkout-1")
            .setNode("node-1")
            .setSource("scrape")
            .setSampledAt(Instant.ofEpochMilli(5))
            .setSamples(List.of(samples))
            .build());
  }

  private static Sample sample(@Nullable String country, String status, double value) {
    return Sample.newBuilder()
        .setName("requests_total")
        .setKind(MetricKind.COUNTER)
        .setLabels(
            country == null
                ? Map.of("status", status)
                : Map.of("status", status, "country", country))
        .setValue(value)
        .build();
  }
}
