package io.reflexarc.decider.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * What lay in the stores, and so in their changelogs, at one moment: a file with a line for each
 * entry, {@code store key value}, both in base64.
 */
record StoredBytes(List<Entry> entries) {

  /** One entry of a store. */
  record Entry(String store, byte[] key, byte[] value) {}

  static StoredBytes read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      entries.add(new Entry(words[0], decoded(words[1]), decoded(words[2])));
    }
    return new StoredBytes(entries);
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /** Puts the bytes where restoring from a changelog would: below what serializes. */
  void restore(Function<String, KeyValueStore<?, ?>> stores) {
    for (Entry entry : entries) {
      raw(stores.apply(entry.store())).put(Bytes.wrap(entry.key()), entry.value());
    }
  }

  @SuppressWarnings("unchecked") // what a typed store wraps is bytes
  private static KeyValueStore<Bytes, byte[]> raw(KeyValueStore<?, ?> store) {
    return (KeyValueStore<Bytes, byte[]>) ((WrappedStateStore<?, ?, ?>) store).wrapped();
  }
}
