package io.reflexarc.decider.state;

import io.reflexarc.decider.state.avro.StoredScrape;
import io.reflexarc.decider.state.avro.StoredValue;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Layout;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes as they are stored: numbers alone where the instance that they are of is stored with the
 * same series, and at length where it is not.
 */
public final class ScrapeCodec {

  private ScrapeCodec() {}

  /**
   * A scrape, to be stored.
   *
   * @param stored the series of its instance as that is stored; null while it is not, or is of
   *     another version
   */
  public static StoredScrape write(Scrape scrape, @Nullable Layout stored) {
    ByteBuffer packed = stored == null ? null : packed(scrape.values(), stored);
    return packed == null
        ? new StoredScrape(
            scrape.instance(),
            scrape.pod(),
            scrape.node(),
            scrape.version(),
            scrape.at(),
            scrape.startedAt(),
            atLength(scrape.values()),
            null)
        : new StoredScrape("", null, null, "", scrape.at(), scrape.startedAt(), List.of(), packed);
  }

  private static List<StoredValue> atLength(Values values) {
    List<StoredValue> all = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      SeriesKey key = values.layout().key(i);
      all.add(
          new StoredValue(key.use().name(), key.selector(), key.paneMillis(), values.number(i)));
    }
    return all;
  }

  /** Null when there is a value that the instance has no series of. */
  private static @Nullable ByteBuffer packed(Values values, Layout stored) {
    Packer packer = new Packer();
    if (stored.equals(values.layout())) {
      for (int i = 0; i < values.size(); i++) {
        packer.value(values.number(i));
      }
      return packer.packed();
    }
    double[] all = new double[stored.size()];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < values.size(); i++) {
      int place = stored.indexOf(values.layout().key(i));
      if (place < 0) {
        return null;
      }
      all[place] = values.number(i);
    }
    for (double value : all) {
      packer.value(value);
    }
    return packer.packed();
  }

  /**
   * A scrape as it was stored.
   *
   * @param instance its instance as that is stored; null when it is not
   * @param layout the series of that instance; null when it is not stored
   * @throws SerializationException when it is packed and its instance is not stored
   */
  public static Scrape read(
      StoredScrape stored, @Nullable Instance instance, @Nullable Layout layout) {
    ByteBuffer packed = stored.getPacked();
    if (packed == null) {
      return new Scrape(
          stored.getInstance(),
          stored.getPod(),
          stored.getNode(),
          stored.getVersion(),
          stored.getAt(),
          stored.getStartedAt(),
          atLength(stored.getValues()));
    }
    if (instance == null || layout == null) {
      throw new SerializationException("a stored scrape is packed, but its instance is not stored");
    }
    return new Scrape(
        instance.id(),
        instance.pod(),
        instance.node(),
        instance.version(),
        stored.getAt(),
        stored.getStartedAt(),
        unpacked(packed, layout));
  }

  private static Values atLength(List<StoredValue> stored) {
    Map<SeriesKey, Double> values = new TreeMap<>();
    for (StoredValue value : stored) {
      values.put(
          WindowCodec.key(value.getUse(), value.getSelector(), value.getPaneMillis()),
          value.getValue());
    }
    return Values.of(values);
  }

  private static Values unpacked(ByteBuffer packed, Layout layout) {
    Unpacker unpacker = new Unpacker(packed);
    double[] all = new double[layout.size()];
    List<SeriesKey> there = new ArrayList<>(all.length);
    for (int i = 0; i < all.length; i++) {
      all[i] = unpacker.value();
      if (!Double.isNaN(all[i])) {
        there.add(layout.key(i));
      }
    }
    return there.size() == all.length
        ? new Values(layout, all)
        : new Values(
            Layout.of(there), Arrays.stream(all).filter(each -> !Double.isNaN(each)).toArray());
  }
}
