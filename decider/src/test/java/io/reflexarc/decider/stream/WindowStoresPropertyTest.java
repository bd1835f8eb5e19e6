package io.reflexarc.decider.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.ingest.SampleSorter;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.state.StateSerdes;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.TargetWindows.Admission;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;

/** Whatever comes in and whenever it is restarted, the panes are as if it had not been. */
class WindowStoresPropertyTest {

  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final long GRACE = 12_000;
  private static final Retention RETENTION = Retention.ofAll(600_000);
  private static final int STEPS = 60;
  private static final List<SeriesKey> KEYS =
      List.of(
          SeriesKey.of(Use.RATE, "requests", 300_000),
          SeriesKey.of(Use.RATE, "errors", 3_600_000),
          SeriesKey.of(Use.LEVEL, "memory", 600_000),
          SeriesKey.of(Use.HIGHEST, "depth", 300_000),
          SeriesKey.of(Use.BUCKETS, "seconds", 300_000).bucket(0.25),
          SeriesKey.of(Use.PRESENCE, "requests", 300_000));

  private final MockProcessorContext<Object, Object> context = context();

  @Property(tries = 1_000)
  void shouldHaveTheSamePanesWhenItIsRestartedAtAnyTime(@ForAll long seed) {
    // given
    Random random = new Random(seed);
    TargetEntry undisturbed = entry();
    TargetEntry restarted = entry();
    WindowStores stores = new WindowStores(context);
    long horizon = Long.MIN_VALUE;
    // when
    for (int step = 1; step <= STEPS; step++) {
      long now = step * 17_000L;
      Scrape scrape = scrape(random, now - random.nextInt(20_000));
      Admission admission = undisturbed.windows().offer(scrape, horizon);
      assertThat(restarted.windows().offer(scrape, horizon)).isEqualTo(admission);
      if (admission == Admission.ACCEPTED) {
        stores.put(restarted, scrape);
      }
      if (random.nextInt(12) == 0) {
        restarted = entry();
        restore(stores, restarted);
        stores.drained(restarted, restarted.windows().drain(horizon, RETENTION));
      }
      horizon = now - GRACE;
      undisturbed.windows().drain(horizon, RETENTION);
      stores.drained(restarted, restarted.windows().drain(horizon, RETENTION));
    }
    // then
    assertThat(seen(restarted, horizon)).isEqualTo(seen(undisturbed, horizon));
    clear(stores, restarted);
  }

  private static Scrape scrape(Random random, long at) {
    String pod = "pod-" + random.nextInt(3);
    Map<SeriesKey, Double> values = new HashMap<>();
    for (SeriesKey key : KEYS) {
      if (random.nextInt(8) > 0) {
        values.put(key, random.nextBoolean() ? random.nextInt(1_000) : random.nextDouble() * 1e6);
      }
    }
    String version = random.nextInt(10) == 0 ? "v2" : "v1";
    Long startedAt = random.nextInt(10) == 0 ? (Long) at : null;
    return new Scrape(pod + "/scrape", pod, version, at, startedAt, values);
  }

  /** What windows can reach; what is older may be gone already, or not yet. */
  private static Map<String, Object> seen(TargetEntry entry, long horizon) {
    long oldest = horizon - RETENTION.longestMillis();
    Map<String, Object> seen = new HashMap<>();
    for (Instance instance : entry.windows().instances()) {
      List<Object> parts = new ArrayList<>();
      parts.add(List.of(instance.version(), instance.lastAt(), "" + instance.startedAt()));
      instance.series().stream()
          .filter(series -> series.lastAt() >= oldest)
          .forEach(series -> parts.add(seen(series, series.key().paneOf(oldest))));
      seen.put(instance.id(), parts);
    }
    return seen;
  }

  private static Object seen(Series series, long oldestPane) {
    return List.of(
        series.key(),
        series.lastAt(),
        series.lastValue(),
        series.panes().stream().filter(pane -> pane.index() >= oldestPane).toList());
  }

  private static void restore(WindowStores stores, TargetEntry entry) {
    stores.restore(target -> entry);
  }

  /** Everything expires, and then nothing must be left in the stores. */
  private void clear(WindowStores stores, TargetEntry entry) {
    stores.drained(entry, entry.windows().drain(Long.MAX_VALUE / 2, RETENTION));
    TargetEntry fresh = entry();
    restore(stores, fresh);
    assertThat(fresh.windows().isEmpty()).isTrue();
  }

  private static TargetEntry entry() {
    return new TargetEntry(TargetKey.parse(TARGET), Terms.DEFAULT, SampleSorter::new);
  }

  private static MockProcessorContext<Object, Object> context() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "stores");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>(properties);
    store(context, Names.INSTANCES, StateSerdes.instance());
    store(context, Names.WAITING, StateSerdes.scrape());
    return context;
  }

  private static <V> void store(
      MockProcessorContext<Object, Object> context, String name, Serde<V> values) {
    StateStore store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }
}
