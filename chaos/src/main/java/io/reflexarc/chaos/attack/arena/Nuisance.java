package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.check.Pause;
import io.reflexarc.chaos.attack.check.Poison;
import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Attack.ApiFails;
import io.reflexarc.chaos.attack.plan.Attack.ChangePolicy;
import io.reflexarc.chaos.attack.plan.Attack.Duplicate;
import io.reflexarc.chaos.attack.plan.Attack.PauseScope;
import io.reflexarc.chaos.attack.plan.Attack.PoisonTopic;
import io.reflexarc.chaos.attack.plan.Attack.Reorder;
import io.reflexarc.chaos.attack.plan.Attack.Skew;
import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Carries out what no process has to recover from. One thread. */
final class Nuisance implements AutoCloseable {

  private final Arena arena;
  private final Intents intents;
  private final Wiretap wiretap;
  private final Serializer<Control> controls;
  private final Deserializer<RemediationCommand> commands;
  private final Set<String> paused = new HashSet<>();
  private final Map<String, Integer> verifyMinutes = new HashMap<>();

  Nuisance(Arena arena, Intents intents) {
    this.arena = arena;
    this.intents = intents;
    this.wiretap = new Wiretap(arena.brokers().bootstrapServers(), Arena.NAMES);
    RecordSerdes serdes =
        RecordSerdes.of(Map.of("schema.registry.url", arena.sandbox().addresses().registry()));
    this.controls = serdes.serializer();
    this.commands = serdes.deserializer(RemediationCommand.class);
  }

  /**
   * What ends an attack.
   *
   * @param after event time from its beginning
   */
  record End(Duration after, Runnable what) {}

  /** Takes in what passes in the topics. */
  void listen() {
    wiretap.listen();
  }

  /**
   * Does it.
   *
   * @param number of the attack
   * @return what ends it, if it does not end by itself
   */
  Optional<End> carryOut(int number, Attack attack) throws InterruptedException {
    if (attack instanceof ApiFails it) {
      arena.faults().order(it.trouble(), it.requests());
    } else if (attack instanceof Duplicate it) {
      again(it.topic(), it.records(), false);
    } else if (attack instanceof Reorder it) {
      again(it.topic(), it.records(), true);
    } else if (attack instanceof PoisonTopic it) {
      poison(number, it.topic());
    } else if (attack instanceof ChangePolicy it) {
      int minutes = verifyMinutes.merge(it.policy(), 6, (before, six) -> 11 - before);
      arena.api().apply(Workloads.policy(it.policy(), minutes));
    } else if (attack instanceof Skew it) {
      String process = Crew.name(it.stage(), it.copy());
      arena.clocks().skew(process, it.by());
      return Optional.of(new End(it.lasting(), () -> arena.clocks().skew(process, Duration.ZERO)));
    } else if (attack instanceof PauseScope it) {
      return pause(it);
    } else {
      throw new IllegalArgumentException(attack + " is no nuisance");
    }
    return Optional.empty();
  }

  private void again(Topic topic, int records, boolean reversed) {
    for (ConsumerRecord<byte[], byte[]> heard : wiretap.latest(topic, records, reversed)) {
      if (topic == Topic.REMEDIATION_COMMANDS) {
        idOf(heard).ifPresent(intents::replays);
      }
      wiretap.again(heard);
    }
  }

  private Optional<String> idOf(ConsumerRecord<byte[], byte[]> heard) {
    try {
      return Optional.of(commands.deserialize(heard.topic(), heard.value()).getId());
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  private void poison(int number, Topic topic) {
    String id = "poison-" + number;
    String key =
        switch (topic.key()) {
          case TARGET -> Workloads.target(Schedule.name(number % Schedule.WORKLOADS));
          case CLUSTER -> Sandbox.CLUSTER;
          case POLICY, SCOPE -> "attack/" + id;
        };
    intents.poisons(new Poison(Arena.NAMES.of(topic), id));
    wiretap.send(topic, arena.clock().instant().toEpochMilli(), utf8(key), utf8(id));
  }

  /** A scope that is paused already is left alone: one resume would end both. */
  private Optional<End> pause(PauseScope attack) {
    String scope = attack.scope().equals("*") ? "*" : Workloads.target(attack.scope());
    if (!paused.add(scope)) {
      return Optional.empty();
    }
    order(scope, Verb.PAUSE);
    Instant since = arena.clock().instant();
    return Optional.of(new End(attack.lasting(), () -> resume(scope, since)));
  }

  private void resume(String scope, Instant since) {
    Instant until = order(scope, Verb.RESUME);
    intents.paused(new Pause(scope, since, until));
    paused.remove(scope);
  }

  private Instant order(String scope, Verb verb) {
    Instant now = arena.clock().instant();
    Control control =
        Control.newBuilder()
            .setScope(scope)
            .setVerb(verb)
            .setBy("attacker")
            .setReason("an attack on a pause")
            .setAt(now)
            .setUntil(null)
            .build();
    Topic topic = Topic.REMEDIATION_CONTROLS;
    byte[] value = controls.serialize(Arena.NAMES.of(topic), control);
    wiretap.send(topic, now.toEpochMilli(), utf8(scope), Objects.requireNonNull(value));
    return now;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    wiretap.close();
    controls.close();
    commands.close();
  }
}
