package io.reflexarc.sandbox.decider;

import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is told of the patients, step by step: a function of the step and of what was applied to
 * each, so that it is the same whenever the decider decides the same.
 *
 * <p>What the log leaves open, it does not ask for. Targets that ask the arbiter in one step are
 * heard in any order, so no breaker is near, and of those that share a scarce budget never two ask
 * in one step. A scrape counts at the tick after next, so its order among what is in other topics
 * does not matter. Facts are worked off before the step's ticks are told, for some are judged as
 * they arrive; and what the actuator reports bears the time of what was told last.
 */
final class SignalLog {

  /** Event time between two steps: a tick in each partition. */
  static final long STEP_MILLIS = 10_000;

  private static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
  private static final int PODS = 3;
  private static final int REQUESTS_A_STEP = 100;

  private final List<Patient> patients = new ArrayList<>();
  private final Map<String, Patient> byTarget = new HashMap<>();
  private final Map<String, Integer> applied = new HashMap<>();
  private final Map<String, Integer> failedRequests = new HashMap<>();
  private final Map<String, Boolean> crashedBefore = new HashMap<>();

  SignalLog() {
    IntStream.range(0, 20).forEach(it -> add(new Patient("errors", it, 4 + it % 6, 1 + it % 4)));
    IntStream.range(0, 12).forEach(it -> add(new Patient("stuck", it, 3 + it % 9, 1 + it % 3)));
    IntStream.range(0, 8).forEach(it -> add(new Patient("crashes", it, 5 + it, 1 + it % 2)));
    IntStream.range(0, 2).forEach(it -> add(new Patient("rationed", it, 6 + 2 * it, 1)));
    IntStream.range(0, 5).forEach(it -> add(Patient.healthy(it)));
  }

  private void add(Patient patient) {
    patients.add(patient);
    byTarget.put(patient.target(), patient);
  }

  int size() {
    return patients.size();
  }

  static long at(int step) {
    return START + step * STEP_MILLIS;
  }

  /**
   * Time of what is told of a step before its tick: soon after the last one, so urgent is urgent.
   */
  static long early(int step) {
    return at(step) - 7_000;
  }

  /** The step that a time belongs to. */
  static int stepOf(Instant at) {
    return Math.toIntExact(-Math.floorDiv(START - at.toEpochMilli(), STEP_MILLIS));
  }

  /** The workloads as they stand, those that changed in this step. */
  List<WorkloadState> workloads(int step) {
    return patients.stream()
        .filter(it -> step == 0 || hasMoved(it, step))
        .map(it -> workload(it, step))
        .toList();
  }

  /** A release is rolled out one step before it crashes, and back when that was applied. */
  private boolean hasMoved(Patient patient, int step) {
    if (!patient.ails().equals("crashes")) {
      return false;
    }
    boolean now = isReleased(patient, step);
    return now != crashedBefore.getOrDefault(patient.target(), false);
  }

  private boolean isReleased(Patient patient, int step) {
    return patient.isSick(step + 1, applied(patient));
  }

  private WorkloadState workload(Patient patient, int step) {
    boolean released = patient.ails().equals("crashes") && isReleased(patient, step);
    crashedBefore.put(patient.target(), released);
    return WorkloadState.newBuilder()
        .setTarget(patient.target())
        .setUid("uid-" + patient.name())
        .setGeneration(1)
        .setObservedGeneration(1)
        .setDesiredReplicas(PODS)
        .setUpdatedReplicas(PODS)
        .setReadyReplicas(PODS)
        .setLabels(Map.of("ails", patient.ails()))
        .setVersions(versions(patient, released))
        .setLastKnownGood(
            List.of(
                KnownGood.newBuilder()
                    .setObject(patient.target())
                    .setVersion("v1")
                    .setRevision("1")
                    .setEvidence("a human says so")
                    .build()))
        .setObservedAt(Instant.ofEpochMilli(early(step)))
        .build();
  }

  private static List<VersionState> versions(Patient patient, boolean released) {
    long hourAgo = START - 3_600_000;
    return patient.ails().equals("crashes")
        ? List.of(
            version(patient, "v1", released ? 0 : PODS, hourAgo),
            version(patient, "v2", released ? PODS : 0, at(patient.sickFrom() - 1)))
        : List.of(version(patient, "v1", PODS, hourAgo));
  }

  private static VersionState version(Patient patient, String name, int replicas, long since) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(name.substring(1))
        .setObject(patient.target())
        .setTemplateHash("hash-" + name)
        .setReplicas(replicas)
        .setReady(replicas)
        .setDesired(replicas)
        .setSince(Instant.ofEpochMilli(since))
        .setUid("uid-" + patient.name())
        .setGeneration(1)
        .setCurrent(replicas > 0)
        .build();
  }

  /** What is scraped in this step: every pod of those whose requests count. */
  List<MetricSamples> scrapes(int step) {
    List<MetricSamples> scrapes = new ArrayList<>();
    for (Patient patient : patients) {
      if (patient.ails().equals("errors")) {
        boolean sick = patient.isSick(step, applied(patient));
        int failed = failedRequests.merge(patient.target(), sick ? 30 : 0, Integer::sum);
        IntStream.range(0, PODS).forEach(pod -> scrapes.add(scrape(patient, pod, step, failed)));
      }
    }
    return scrapes;
  }

  private static MetricSamples scrape(Patient patient, int pod, int step, int failed) {
    String name = patient.name() + "-" + pod;
    return MetricSamples.newBuilder()
        .setTarget(patient.target())
        .setPod(name)
        .setPodUid("uid-" + name)
        .setVersion("v1")
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(early(step)))
        .setStartedAt(Instant.ofEpochMilli(START - 3_600_000))
        .setSamples(
            List.of(
                requests("200", (double) step * REQUESTS_A_STEP - failed), requests("503", failed)))
        .build();
  }

  private static Sample requests(String status, double value) {
    return Sample.newBuilder()
        .setName("http_requests_total")
        .setLabels(Map.of("status", status))
        .setKind(MetricKind.COUNTER)
        .setValue(value)
        .build();
  }

  /** The facts of this step. */
  List<HealthEvent> facts(int step) {
    List<HealthEvent> facts = new ArrayList<>();
    for (Patient patient : patients) {
      boolean sick = patient.isSick(step, applied(patient));
      if (patient.ails().equals("crashes") && sick) {
        facts.add(fact(patient, "pod.crashed", Phase.OCCURRED, "v2", step));
      } else if (patient.ails().equals("stuck") || patient.ails().equals("rationed")) {
        if (step == patient.sickFrom()) {
          facts.add(fact(patient, "pod.not-ready", Phase.BEGAN, "v1", step));
        } else if (step > patient.sickFrom() && !sick) {
          facts.add(fact(patient, "pod.not-ready", Phase.ENDED, "v1", step));
        }
      }
    }
    return facts;
  }

  private static HealthEvent fact(
      Patient patient, String type, Phase phase, String version, int step) {
    String pod = patient.name() + "-0";
    Instant at = Instant.ofEpochMilli(early(step));
    return event(type, type + "/" + pod + "/" + phase + "/" + step, patient.target())
        .setPhase(phase)
        .setSeverity(Severity.CRITICAL)
        .setSubject(Subject.newBuilder().setPod(pod).setPodUid("uid-" + pod).build())
        .setVersion(version)
        .setOccurredAt(at)
        .setObservedAt(at)
        .build();
  }

  /** The tick of a partition that ends a step. */
  static HealthEvent tick(int partition, int step) {
    Instant at = Instant.ofEpochMilli(at(step));
    String target = Patient.CLUSTER + "//Partition/" + partition;
    return event("tick", "tick-" + partition + "-" + step, target)
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setOccurredAt(at)
        .setObservedAt(at)
        .build();
  }

  private static HealthEvent.Builder event(String type, String id, String target) {
    return HealthEvent.newBuilder().setId(id).setType(type).setTarget(target).setSource("test");
  }

  /**
   * What the actuator reports of a command.
   *
   * @param at event time
   */
  RemediationAudit outcome(RemediationCommand command, long at) {
    Stage stage = patient(command.getTarget()).outcome(command);
    if (stage == Stage.APPLIED) {
      applied.merge(command.getTarget(), 1, Integer::sum);
    }
    return RemediationAudit.newBuilder()
        .setId(command.getId() + "-" + stage)
        .setAt(Instant.ofEpochMilli(at))
        .setStage(stage)
        .setIncidentId(command.getIncidentId())
        .setCommandId(command.getId())
        .setTarget(command.getTarget())
        .setPolicy(command.getPolicy())
        .setActor("actuator")
        .setReason("reported by the test")
        .build();
  }

  private Patient patient(String target) {
    Patient found = byTarget.get(target);
    if (found == null) {
      throw new AssertionError("a command on " + target + ", which nobody knows");
    }
    return found;
  }

  private int applied(Patient patient) {
    return applied.getOrDefault(patient.target(), 0);
  }
}
