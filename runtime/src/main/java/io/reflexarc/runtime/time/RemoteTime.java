package io.reflexarc.runtime.time;

import io.reflexarc.runtime.health.CheckResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock somewhere else, asked over HTTP several times a second, such as the sandbox's. Between
 * answers it runs on for a moment; when the clock falls silent it stands still, so that this
 * process never lives ahead of the world it watches.
 */
public final class RemoteTime implements TimeSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteTime.class);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SILENT_AFTER = Duration.ofSeconds(2);
  private static final Duration LONGEST_NAP = Duration.ofMillis(100);

  private final URI url;
  private final Callable<ClockAnswer> clock;
  private final LongSupplier nanos;
  private final Extrapolation reading;
  private final Thread poller;
  private volatile boolean closed;

  RemoteTime(URI url, Callable<ClockAnswer> clock, LongSupplier nanos, ClockAnswer first) {
    this.url = url;
    this.clock = clock;
    this.nanos = nanos;
    this.reading = new Extrapolation(first.now(), first.speed(), nanos.getAsLong());
    this.poller = new Thread(this::poll, "reflexarc-time");
    this.poller.setDaemon(true);
  }

  /**
   * Waits for the first answer and keeps asking.
   *
   * @throws IOException when there is no answer within 30 seconds
   * @throws InterruptedException when interrupted while waiting
   */
  public static RemoteTime start(URI url) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();
    Callable<ClockAnswer> clock = () -> ask(http, url);
    RemoteTime time = new RemoteTime(url, clock, System::nanoTime, firstAnswer(url, clock));
    time.poller.start();
    return time;
  }

  @Override
  public Instant instant() {
    return reading.read(nanos.getAsLong());
  }

  @Override
  public boolean awaitUntil(Instant deadline, Duration atMost) throws InterruptedException {
    long end = nanos.getAsLong() + atMost.toNanos();
    while (instant().isBefore(deadline)) {
      long left = end - nanos.getAsLong();
      if (left <= 0) {
        return false;
      }
      Pause.of(Duration.ofNanos(Math.min(left, nap(deadline).toNanos())));
    }
    return true;
  }

  @Override
  public double speed() {
    return reading.speed();
  }

  /** Whether the clock answers: a readiness check. */
  public CheckResult check() {
    Duration silence = reading.silence(nanos.getAsLong());
    return silence.compareTo(SILENT_AFTER) > 0
        ? CheckResult.bad(
            "no answer from " + url + " for " + silence.toSeconds() + " s, so time stands still")
        : CheckResult.good("asked at " + url);
  }

  /** Asks once and takes the answer. */
  void askOnce() throws Exception {
    ClockAnswer answer = clock.call();
    reading.answer(answer.now(), answer.speed(), nanos.getAsLong());
  }

  @Override
  public void close() {
    closed = true;
    poller.interrupt();
  }

  private Duration nap(Instant deadline) {
    double real = Duration.between(instant(), deadline).toMillis() / Math.max(1, speed());
    return real >= LONGEST_NAP.toMillis()
        ? LONGEST_NAP
        : Duration.ofMillis(Math.max(1, (long) real));
  }

  private void poll() {
    boolean silent = false;
    while (!closed) {
      try {
        Pause.of(reading.interval());
        askOnce();
        if (silent) {
          LOG.info("The clock at {} answers again", url);
        }
        silent = false;
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        if (!silent) {
          LOG.warn("The clock at {} does not answer, time stands still: {}", url, e.toString());
        }
        silent = true;
      }
    }
  }

  private static ClockAnswer firstAnswer(URI url, Callable<ClockAnswer> clock)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        return clock.call();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (System.nanoTime() > end) {
          throw new IOException("time.url: the clock at " + url + " does not answer", e);
        }
        Pause.of(LONGEST_NAP);
      }
    }
  }

  private static ClockAnswer ask(HttpClient http, URI url)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(REQUEST_TIMEOUT).GET().build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the clock at " + url + " answered " + response.statusCode());
    }
    return ClockAnswer.parse(response.body());
  }
}
