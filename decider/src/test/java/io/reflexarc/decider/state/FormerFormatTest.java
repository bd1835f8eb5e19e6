package io.reflexarc.decider.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Entry;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.schemas.avro.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What a former release stored is read: its bytes lie in {@code state/vN-*.bin}. */
class FormerFormatTest {

  private static final Path STATE = Path.of("src/test/resources/state");
  private static final SeriesKey REQUESTS =
      new SeriesKey(SeriesKey.Use.RATE, "http_requests_total", 10_000);

  @Test
  void shouldReadATargetWhenTheFirstReleaseWroteIt() throws IOException {
    assertThat(read("v1-target.bin", StateSerdes.target()))
        .isEqualTo(StateFormatTest.state(StateFormatTest.incidents().findFirst().orElseThrow()));
  }

  @Test
  void shouldReadAFactWhenTheFirstReleaseWroteIt() throws IOException {
    assertThat(read("v1-fact.bin", StateSerdes.fact()))
        .isEqualTo(
            new Fact(
                "id",
                "pod.crashed",
                Phase.BEGAN,
                5,
                6,
                "v4",
                new TreeMap<>(Map.of("aspect", "a"))));
  }

  @Test
  void shouldReadAScrapeWhenTheFirstReleaseWroteIt() throws IOException {
    Scrape scrape = new Scrape("pod-1/scrape", "pod-1", "v4", 20, 10L, Map.of(REQUESTS, 7.0));
    assertThat(ScrapeCodec.read(read("v1-scrape.bin", StateSerdes.scrape()), null, null))
        .isEqualTo(scrape);
  }

  @Test
  void shouldReadAnInstanceWhenTheFirstReleaseWroteIt() throws IOException {
    // given
    List<Pane> panes = List.of(new Pane(1, 5, 2, 0, 8), new Pane(2, 3, 1, 0, 19));
    // when
    Instance instance = read("v1-instance.bin", StateSerdes.instance());
    // then
    assertThat(instance.id()).isEqualTo("pod-1/scrape");
    assertThat(instance.pod()).isEqualTo("pod-1");
    assertThat(instance.version()).isEqualTo("v4");
    assertThat(instance.startedAt()).isEqualTo(10);
    assertThat(instance.lastAt()).isEqualTo(25);
    Series series = instance.series(REQUESTS);
    assertThat(series).isNotNull();
    assertThat(series.panes()).isEqualTo(panes);
    assertThat(series.lastValue()).isEqualTo(12);
    assertThat(series.lastAt()).isEqualTo(25);
  }

  /** A line in base64 for each kind of entry, as format 2 stores it. */
  @Test
  void shouldReadWhatAnArbiterRemembersWhenFormat2WroteIt() throws IOException {
    // given
    Serde<Entry> serde = StateSerdes.entry();
    List<byte[]> stored =
        Files.readAllLines(STATE.resolve("v2-dockets.txt")).stream()
            .map(line -> Base64.getDecoder().decode(line))
            .toList();
    // then
    assertThat(stored).allSatisfy(bytes -> assertThat(bytes[0]).isEqualTo((byte) 2));
    assertThat(stored)
        .map(bytes -> serde.deserializer().deserialize("dockets", bytes))
        .containsExactlyElementsOf(StateFormatTest.entries().toList());
  }

  private static <T> T read(String file, Serde<T> serde) throws IOException {
    return serde.deserializer().deserialize("store", Files.readAllBytes(STATE.resolve(file)));
  }
}
