package io.reflexarc.decider.stream;

import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicyParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a global topic into {@link Orders}. A record that cannot be used leaves the order before it
 * in force, and waits there to be dead-lettered by the task that owns partition 0: the global
 * thread has no producer.
 */
final class OrdersProcessor implements Processor<byte[], byte[], Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(OrdersProcessor.class);

  private final String store;
  private final Deserializer<? extends SpecificRecord> deserializer;
  private final Orders orders;
  private final Tallies tallies;
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable KeyValueStore<byte[], byte[]> kept;

  OrdersProcessor(
      String store,
      Deserializer<? extends SpecificRecord> deserializer,
      Orders orders,
      Tallies tallies) {
    this.store = store;
    this.deserializer = deserializer;
    this.orders = orders;
    this.tallies = tallies;
  }

  @Override
  public void init(ProcessorContext<Void, Void> initialized) {
    context = initialized;
    kept = initialized.getStateStore(store);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (context == null || kept == null) {
      throw new IllegalStateException("process before init");
    }
    ConsumerRecord<byte[], byte[]> found = DeadLetters.found(record, context.recordMetadata());
    tallies.flow(found.topic()).received();
    Optional<String> mistake = taken(found);
    if (mistake.isEmpty()) {
      kept.put(record.key() == null ? new byte[0] : record.key(), record.value());
      tallies.flow(found.topic()).published();
      return;
    }
    LOG.warn(
        "{} {}@{} cannot be used: {}",
        found.topic(),
        found.partition(),
        found.offset(),
        mistake.get());
    if (orders.poison(new Orders.Poison(found, mistake.get()))) {
      tallies.flow(found.topic()).deadLettered("unusable");
    } else {
      tallies.flow(found.topic()).dropped("too-much-poison");
    }
  }

  private Optional<String> taken(ConsumerRecord<byte[], byte[]> found) {
    if (found.key() == null) {
      return Optional.of("it has no key");
    }
    String key = new String(found.key(), StandardCharsets.UTF_8);
    try {
      return take(key, found);
    } catch (RuntimeException e) {
      if (!DeadLetter.isPoison(e)) {
        throw e;
      }
      return Optional.of(DeadLetter.reason(e));
    }
  }

  private Optional<String> take(String key, ConsumerRecord<byte[], byte[]> found) {
    if (found.value() == null) {
      remove(key);
      return Optional.empty();
    }
    SpecificRecord value = deserializer.deserialize(found.topic(), found.value());
    if (value instanceof PolicyRecord policy) {
      return policy(key, policy);
    }
    Control control = (Control) value;
    if (!control.getScope().equals(key)) {
      return Optional.of(
          "scope '" + control.getScope() + "' is not the record's key '" + key + "'");
    }
    orders.put(key, control);
    return Optional.empty();
  }

  private void remove(String key) {
    if (store.equals(Names.POLICIES)) {
      orders.removePolicy(key);
    } else {
      orders.removeControl(key);
    }
  }

  private Optional<String> policy(String key, PolicyRecord record) {
    ParseResult result =
        PolicyParser.parse(
            record.getNamespace(), record.getName(), record.getGeneration(), record.getSpec());
    if (result instanceof ParseResult.Refused refused) {
      return Optional.of(refused.text());
    }
    Policy policy = result.accepted().orElseThrow();
    if (!policy.key().equals(key)) {
      return Optional.of("policy '" + policy.key() + "' is not the record's key '" + key + "'");
    }
    orders.put(key, new Rule(policy));
    return Optional.empty();
  }
}
