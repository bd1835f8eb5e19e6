package io.reflexarc.detector;

import io.reflexarc.detector.interest.PolicyLog;
import io.reflexarc.detector.policy.PolicyBook;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.schemas.avro.PolicyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes policies whose key falls into a partition that is ours, where they differ from what the
 * log has, and a tombstone for a custom resource that is gone. Owned by the sensing thread.
 */
final class PolicyDesk {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyDesk.class);

  private final PolicyBook book = new PolicyBook();
  private final PolicyLog log;
  private final Partitioning partitioning;
  private final Ownership ownership;
  private final Publisher publisher;
  private final Consumer<PolicyVerdict> status;
  private final Map<String, PolicyVerdict> verdicts = new HashMap<>();
  private final Map<String, PolicyRecord> announced = new HashMap<>();
  private boolean complete;
  private volatile boolean stale;

  /**
   * @param status tells who wrote a policy what became of it
   */
  PolicyDesk(
      PolicyLog log,
      Partitioning partitioning,
      Ownership ownership,
      Publisher publisher,
      Consumer<PolicyVerdict> status) {
    this.log = log;
    this.partitioning = partitioning;
    this.ownership = ownership;
    this.publisher = publisher;
    this.status = status;
  }

  void seen(PolicyText text, Instant now) {
    PolicyVerdict verdict = book.put(text, now);
    PolicyVerdict before = verdicts.put(text.key(), verdict);
    if (!verdict.equals(before)) {
      LOG.info(
          "policy {} ({}) is {}",
          text.key(),
          text.source(),
          verdict.accepted() ? "accepted" : "refused: " + verdict.mistakes());
      if (ownership.owns(partitioning.of(text.key()))) {
        status.accept(verdict);
      }
    }
    stale = true;
  }

  void gone(String key, String source) {
    if (book.remove(key, source)) {
      verdicts.remove(key);
      stale = true;
    }
  }

  /** All custom resources that there were at first have been seen. */
  void complete() {
    complete = true;
    stale = true;
  }

  /** A partition is ours. */
  void open(int partition) {
    verdicts.values().stream()
        .filter(verdict -> partitioning.of(verdict.text().key()) == partition)
        .forEach(status);
    announced.keySet().removeIf(key -> partitioning.of(key) == partition);
    stale = true;
  }

  /** Publishes what differs from the log, once that is known. */
  void publish(Instant now) {
    if (!stale || !log.caughtUp()) {
      return;
    }
    stale = false;
    for (PolicyRecord record : book.records()) {
      String key = record.getNamespace() + "/" + record.getName();
      if (isOurs(key)
          && !PolicyBook.same(log.get(key), record)
          && !PolicyBook.same(announced.get(key), record)) {
        announced.put(key, record);
        send(key, record, now);
      }
    }
    if (complete) {
      for (PolicyRecord record : log.all()) {
        String key = record.getNamespace() + "/" + record.getName();
        if (record.getSource().equals(PolicyText.CRD) && isOurs(key) && !book.isWritten(key)) {
          announced.remove(key);
          send(key, null, now);
        }
      }
    }
  }

  private void send(String key, @Nullable PolicyRecord record, Instant now) {
    publisher.policy(
        key,
        record,
        now,
        partitioning.of(key),
        () -> {
          stale = true;
        });
  }

  private boolean isOurs(String key) {
    return ownership.owns(partitioning.of(key));
  }
}
