package io.reflexarc.sandbox.actuator;

import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Rollouts;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topics of its own on the shared broker, a cluster in memory, and actuators as a test wants them.
 */
final class ActuatorBench implements AutoCloseable {

  static final Duration PATIENCE = CommandTopics.PATIENCE;

  final MemoryCluster cluster = new MemoryCluster();
  final Rollouts rollouts = new Rollouts(cluster);
  final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private final CommandTopics topics;
  private final List<Actuator> actuators = new ArrayList<>();

  ActuatorBench(String prefix, int partitions) {
    this.topics = new CommandTopics(prefix, partitions);
  }

  Actuator start(Checkpoint checkpoint) {
    return start(cluster, checkpoint, Map.of());
  }

  Actuator start(Cluster on, Checkpoint checkpoint, Map<String, String> more) {
    Map<String, String> settings = topics.settings();
    settings.putAll(more);
    Actuator actuator = Actuator.start(ActuatorConfig.of(settings), time, on, checkpoint);
    actuators.add(actuator);
    return actuator;
  }

  /** Ends one in order. */
  void end(Actuator actuator) {
    actuators.remove(actuator);
    actuator.close();
  }

  String topic(Topic topic) {
    return topics.name(topic);
  }

  void send(RemediationCommand command) {
    topics.send(command);
  }

  void send(Control control) {
    topics.send(control);
  }

  void send(RemediationAudit audit) {
    topics.send(audit);
  }

  void sendBytes(Topic topic, String key, byte[] bytes) {
    topics.sendBytes(topic, key, bytes);
  }

  /** Audit records that are committed, once there are this many. */
  List<RemediationAudit> audit(int atLeast) {
    return topics.audit(atLeast);
  }

  /** Records that are committed, once there are this many. */
  List<ConsumerRecord<String, byte[]>> records(String topic, int atLeast) {
    return topics.records(topic, atLeast);
  }

  @Override
  public void close() {
    actuators.forEach(Actuator::close);
    topics.close();
  }
}
