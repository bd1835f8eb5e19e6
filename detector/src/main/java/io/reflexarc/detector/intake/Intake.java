package io.reflexarc.detector.intake;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.attribution.Locating.NotNowException;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what other systems hand in: may they, is there room, read, locate, publish, answer.
 *
 * <p>Phases of a request, and what a failure in each leaves behind: refused (nothing is taken, the
 * sender is told which field and why), located (nothing is taken yet; when the cluster is not known
 * the sender is to come again), sent (some may be with the brokers and some not: the sender is to
 * come again with all, whose ids are then the same), acknowledged (the answer is 2xx).
 */
public final class Intake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int AT_ONCE = 6;
  private static final int MOST_RECENT = 50_000;
  private static final int RETRY_SECONDS = 5;
  private static final int LATER = 503;

  private final IntakeSettings settings;
  private final Credentials credentials;
  private final Locating locating;
  private final Publisher publisher;
  private final Partitioning partitioning;
  private final TimeSource time;
  private final StageMetrics metrics;
  private final RecentIds recent = new RecentIds(MOST_RECENT);
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ThreadPoolExecutor sender;

  /** Nothing runs until something is handed in. */
  public Intake(
      IntakeSettings settings,
      Locating locating,
      Publisher publisher,
      Partitioning partitioning,
      TimeSource time,
      StageMetrics metrics) {
    this.settings = settings;
    this.credentials = new Credentials(settings);
    this.locating = locating;
    this.publisher = publisher;
    this.partitioning = partitioning;
    this.time = time;
    this.metrics = metrics;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(AT_ONCE),
            task -> {
              Thread thread = new Thread(task, "detector-intake");
              thread.setDaemon(true);
              return thread;
            });
    sender.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes a request in. Ends within the patience and the idle time of the connection.
   *
   * @param headers by lower-case name
   * @param body as it arrives
   */
  public Answer take(IntakeFormat format, Map<String, String> headers, InputStream body) {
    Answer answer = admitted(format, headers, body);
    Counter.builder(metrics.name("intake.requests"))
        .tag("origin", format.origin().word())
        .tag("status", Integer.toString(answer.status()))
        .register(metrics.registry())
        .increment();
    return answer;
  }

  private Answer admitted(IntakeFormat format, Map<String, String> headers, InputStream body) {
    if (!credentials.accept(headers.get("authorization"))) {
      count(format.origin(), "unauthorized");
      return Answer.unauthorized(credentials.challenge());
    }
    if (!room.tryAcquire()) {
      count(format.origin(), "busy");
      return Answer.later(
          format.busyStatus(), 1, "busy", AT_ONCE + " requests are under way: come again");
    }
    try {
      return read(format, headers, body);
    } finally {
      room.release();
    }
  }

  private Answer read(IntakeFormat format, Map<String, String> headers, InputStream body) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    byte[] bytes;
    try {
      bytes = BodyReader.read(body, format.maxBytes(settings), deadline);
    } catch (IOException e) {
      return refused(format, new Reading.Refused(400, "cut-off", "the body did not arrive whole"));
    }
    if (bytes == null) {
      return refused(
          format,
          new Reading.Refused(
              413,
              "too-large",
              "the body is longer than "
                  + format.maxBytes(settings)
                  + " bytes: hand in less at once, or raise "
                  + format.maxBytesKey()));
    }
    Reading reading = format.read(headers, bytes, time.instant());
    if (reading instanceof Reading.Refused refused) {
      return refused(format, refused);
    }
    return deliver(format, delivery(format.origin(), reading, deadline), deadline);
  }

  private Delivery delivery(Origin origin, Reading reading, long deadline) {
    return reading instanceof Reading.Measured measured
        ? new SampleDelivery(measured, origin, publisher, partitioning, metrics, deadline)
        : new FactDelivery(
            (Reading.Understood) reading, origin, publisher, partitioning, recent, deadline);
  }

  private Answer deliver(IntakeFormat format, Delivery delivery, long deadline) {
    try {
      List<Whereabouts> whereabouts =
          locating.find(delivery.sought()).get(left(deadline), TimeUnit.NANOSECONDS);
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> delivery.send(whereabouts), sender);
      String failure =
          sent.thenCompose(done -> delivery.outcome()).get(left(deadline), TimeUnit.NANOSECONDS);
      return failure.isEmpty() ? delivery.answer() : later(format, "kafka-" + failure);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotNowException notNow) {
        return later(format, "not-yet", String.valueOf(notNow.getMessage()));
      }
      LOG.error("what {} handed in was lost", format.origin().word(), e.getCause());
      return later(format, "bug");
    } catch (RejectedExecutionException e) {
      return later(format, "busy");
    } catch (TimeoutException e) {
      return later(format, "not-in-time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(format, "closing");
    }
  }

  private Answer refused(IntakeFormat format, Reading.Refused refused) {
    count(format.origin(), refused.reason());
    LOG.debug("refused {}: {}", format.origin().word(), refused.problem());
    return Answer.refused(refused.status(), refused.reason(), refused.problem());
  }

  private Answer later(IntakeFormat format, String reason) {
    return later(format, reason, "the brokers do not have all of it: hand all of it in again");
  }

  private Answer later(IntakeFormat format, String reason, String problem) {
    count(format.origin(), reason);
    return Answer.later(LATER, RETRY_SECONDS, reason, problem);
  }

  private void count(Origin origin, String reason) {
    Counter.builder(metrics.name("intake.refused"))
        .tag("origin", origin.word())
        .tag("reason", reason)
        .register(metrics.registry())
        .increment();
  }

  private static long left(long deadline) {
    return Math.max(1, deadline - System.nanoTime());
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
