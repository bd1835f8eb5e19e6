package io.reflexarc.sandbox.world.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs the probes of one container from one start to its end. */
final class Prober {
  private final ContainerWorker container;
  private final Instant startedAt;
  private int failures;
  private int successes;
  private int livenessFailures;

  Prober(ContainerWorker container, Instant startedAt) {
    this.container = container;
    this.startedAt = startedAt;
  }

  void begin() {
    Optional<Probe> startup = Probe.of(container.spec(), Probe.Kind.STARTUP);
    if (startup.isPresent()) {
      Probe probe = startup.get();
      container.later(probe.initialDelay(), () -> startup(probe));
    } else {
      passedStartup();
    }
  }

  private void startup(Probe probe) {
    if (container.passes(Probe.Kind.STARTUP)) {
      failures = 0;
      passedStartup();
      container.pod().sync();
      return;
    }
    failures++;
    tellFailed(probe);
    if (failures >= probe.failures()) {
      container.killFor(Probe.Kind.STARTUP);
    } else {
      container.later(probe.period(), () -> startup(probe));
    }
  }

  private void passedStartup() {
    container.becameStarted();
    Optional<Probe> readiness = Probe.of(container.spec(), Probe.Kind.READINESS);
    if (readiness.isPresent()) {
      Probe probe = readiness.get();
      container.later(until(probe), () -> readiness(probe));
    } else {
      container.becameReady(true);
    }
    Probe.of(container.spec(), Probe.Kind.LIVENESS)
        .ifPresent(probe -> container.later(until(probe), () -> liveness(probe)));
  }

  private Duration until(Probe probe) {
    Duration left = Duration.between(container.pod().now(), startedAt.plus(probe.initialDelay()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void readiness(Probe probe) {
    if (container.passes(Probe.Kind.READINESS)) {
      failures = 0;
      successes++;
      if (successes >= probe.successes()) {
        container.becameReady(true);
      }
    } else {
      successes = 0;
      failures++;
      tellFailed(probe);
      if (failures >= probe.failures()) {
        container.becameReady(false);
      }
    }
    container.later(probe.period(), () -> readiness(probe));
  }

  private void liveness(Probe probe) {
    if (container.passes(Probe.Kind.LIVENESS)) {
      livenessFailures = 0;
    } else {
      livenessFailures++;
      tellFailed(probe);
      if (livenessFailures >= probe.failures()) {
        container.killFor(Probe.Kind.LIVENESS);
        return;
      }
    }
    container.later(probe.period(), () -> liveness(probe));
  }

  private void tellFailed(Probe probe) {
    container
        .pod()
        .tell(
            container,
            "Warning",
            "Unhealthy",
            probe.kind().title() + " probe failed: HTTP probe failed with statuscode: 503");
  }
}
