package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One target that lives through what happens, its spine asked at every tick and whenever a fact
 * strikes: readings are handed in as they are, so that thousands of lives take seconds. What was
 * decided is handed to a witness. Alone, it has an arbiter of its own that answers at once; in a
 * {@link Town} others carry what it says and what it is answered.
 */
final class Walk {

  static final String TARGET = "prod/shop/Deployment/checkout";
  static final long COOLDOWN = 120_000;
  static final int LIMIT = 2;
  static final long PER = 1_800_000;

  /** How long the policy that waits longest takes to conclude: its window and its {@code for}. */
  static final long CONCLUDES = 60_000;

  private static final long TICK = 10_000;
  private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final Terms TERMS = new Terms(60_000, 60_000, 10_000, 30_000);
  private static final String ROLL_BACK = "{action: rollback, verifyWithin: 1m}";
  private static final String GO_AROUND =
      "{action: degrade, verifyWithin: 1m, with: {configMap: flags, key: search, value: \"off\"}}";

  private static final String ERRORS =
      """
      ratio:
              bad: {metric: http_requests_total, where: {status: "5.."}}
              total: {metric: http_requests_total}
              per: version
              window: 30s
              unhealthyAbove: 1%
              healthyBelow: 0.2%
              minimumSamples: 100""";
  private static final String KILLS =
      "events: {type: pod.oom-killed, window: 30s, atLeast: 3, per: version}";

  private static final String NOT_READY =
      "events: {type: pod.not-ready, window: 30s, atLeast: 1, per: version}";
  private static final String RESTART = "{action: restartWorkload, verifyWithin: 1m}";

  /** One target alone is no crowd, and its failures are its own. */
  private static final BreakerTerms BREAKER =
      new BreakerTerms(2, 1, 100, 100, 1_800_000, 300_000, 3_600_000);

  private static final Map<String, Reading> READINGS = new ConcurrentHashMap<>();

  /** The policy that judges facts as they arrive. */
  private static final int URGENT = 2;

  private static final List<Rule> RULES = rules("{count: 2, per: 30m}");

  private final TargetKey target;
  private final List<Rule> rules;
  private final DecisionLoop loop;
  private final Optional<Arbiter> arbiter;
  private final ArrayDeque<Request> said = new ArrayDeque<>();
  private final Witness witness;
  private final Map<String, Control> controls;
  private final List<Health> healths;
  private final TargetWindows windows = new TargetWindows();
  private final TargetFacts facts = new TargetFacts();
  private final TrendMemo memo = new TrendMemo();
  private TargetState state = TargetState.EMPTY;
  private Optional<RemediationCommand> last = Optional.empty();
  private Fleet fleet;
  private final List<Revision> revisions = new ArrayList<>();
  private boolean rollingOut;
  private long now = START;

  /** A template as it was rolled out: going back to it gives it a new number. */
  private record Revision(int template, int number, long since) {
    String version() {
      return "v" + template;
    }
  }

  /** What a witness sees of each decision. */
  interface Witness {
    void sees(Seen seen);
  }

  /**
   * One decision.
   *
   * @param before the state that it was made from
   * @param decided what was decided
   * @param fleet the versions at that time
   * @param rules the rules about it
   * @param judged the readings; empty when a report was taken in
   * @param paused keys of the policies that a human has paused
   * @param resumed key of each policy over which there is an order to resume, to the time of the
   *     last one
   * @param atTick whether it was made at a tick
   * @param now event time
   */
  record Seen(
      TargetState before,
      Decided decided,
      Fleet fleet,
      List<Rule> rules,
      List<Judged> judged,
      List<String> paused,
      Map<String, Long> resumed,
      boolean atTick,
      long now) {}

  Walk(Witness witness) {
    this(
        TargetKey.parse(TARGET),
        RULES,
        new TreeMap<>(),
        Optional.of(new Arbiter(BREAKER, new Docket())),
        witness);
  }

  /**
   * A target of these rules.
   *
   * @param controls what humans ordered last for each scope
   * @param arbiter its own; empty when others carry what it says
   */
  Walk(
      TargetKey target,
      List<Rule> rules,
      Map<String, Control> controls,
      Optional<Arbiter> arbiter,
      Witness witness) {
    this.target = target;
    this.rules = rules;
    this.loop = new DecisionLoop(target, TERMS);
    this.controls = controls;
    this.arbiter = arbiter;
    this.witness = witness;
    this.healths = new ArrayList<>(rules.stream().map(rule -> Health.HEALTHY).toList());
    this.revisions.add(new Revision(1, 1, START - 3_600_000));
    this.fleet = fleet();
    tick(12);
  }

  /**
   * Policies that take a release back, go around a fault first, judge facts at once, and treat
   * symptoms.
   */
  static List<Rule> rules(String limits) {
    return List.of(
        rule("errors", ERRORS, "30s", List.of(ROLL_BACK), limits),
        rule("slow", ERRORS, "0s", List.of(GO_AROUND, ROLL_BACK), limits),
        rule("kills", KILLS, "0s", List.of(ROLL_BACK), limits),
        rule("pods", NOT_READY, "20s", List.of(RESTART), limits));
  }

  /** Lives through all of it. */
  Walk through(List<Happening> happenings) {
    happenings.forEach(this::happens);
    return this;
  }

  TargetState state() {
    return state;
  }

  long now() {
    return now;
  }

  /** Time passes until then. */
  void until(long time) {
    while (now < time) {
      tick(1);
    }
  }

  /** What it said first of what the arbiter has not heard. */
  Optional<Request> post() {
    return Optional.ofNullable(said.poll());
  }

  /** What the arbiter answers. */
  void hears(Ruling ruling) {
    long then = Math.max(now, ruling.at());
    List<Judged> judged = judged(then);
    took(loop.answered(state, situation(then), judged, ruling), judged, false, then);
  }

  void happens(Happening happening) {
    if (happening instanceof Happening.Quiet quiet) {
      tick(quiet.ticks());
    } else if (happening instanceof Happening.Turn turn) {
      healths.set(turn.policy(), turn.health());
    } else if (happening instanceof Happening.Strike strike) {
      strike(now + strike.afterMillis());
    } else if (happening instanceof Happening.Deploy) {
      rollOut(1 + revisions.stream().mapToInt(Revision::template).max().orElseThrow());
    } else if (happening instanceof Happening.Finish) {
      rollingOut = false;
      fleet = fleet();
    } else if (happening instanceof Happening.Report report) {
      report(report);
    } else if (happening instanceof Happening.Pause pause) {
      order(pause.scope(), Verb.PAUSE);
    } else if (happening instanceof Happening.Resume resume) {
      order(resume.scope(), Verb.RESUME);
    } else {
      healths.replaceAll(each -> Health.HEALTHY);
      tick(15);
    }
    tick(1);
  }

  private void rollOut(int template) {
    int number = 1 + current().number();
    revisions.removeIf(each -> each.template() == template);
    revisions.add(new Revision(template, number, now));
    rollingOut = true;
    fleet = fleet();
  }

  private Revision current() {
    return revisions.get(revisions.size() - 1);
  }

  private void tick(int ticks) {
    for (int i = 0; i < ticks; i++) {
      now += TICK;
      List<Judged> judged = judged(now);
      took(loop.tick(state, situation(now), judged), judged, true, now);
      arbiter.ifPresent(this::arbitrate);
    }
  }

  /** A fact arrives that is worth a look at once; it may be ahead of the ticks that follow. */
  private void strike(long at) {
    healths.set(URGENT, Health.UNHEALTHY);
    List<Judged> judged = judged(at);
    took(loop.atOnce(state, situation(at), () -> judged), judged, false, at);
    arbiter.ifPresent(this::arbitrate);
  }

  private Situation situation(long at) {
    return new Situation(
        fleet,
        windows,
        new Told(facts, now - 2_000),
        new Told(facts, at),
        START,
        memo,
        rules,
        Map.copyOf(controls),
        at);
  }

  /** What the target said to its own arbiter, and what comes of the answers. */
  private void arbitrate(Arbiter own) {
    while (!said.isEmpty()) {
      own.hear(0, said.remove()).ifPresent(this::hears);
    }
  }

  private void report(Happening.Report report) {
    if (last.isEmpty()) {
      return;
    }
    RemediationCommand command = last.get();
    RemediationAudit audit =
        RemediationAudit.newBuilder()
            .setId("report-" + now)
            .setAt(Instant.ofEpochMilli(now))
            .setStage(report.stage())
            .setIncidentId(command.getIncidentId())
            .setCommandId(report.known() ? command.getId() : "ffffffffffffffffffffffffffffffff")
            .setTarget(target.toString())
            .setPolicy(command.getPolicy())
            .setActor("actuator")
            .setGate(report.gate().map(Gate::word).orElse(null))
            .setReason("done")
            .build();
    boolean applied =
        report.stage() == Stage.APPLIED
            && report.known()
            && command.getAction().equals(Action.ROLLBACK.word());
    Decided decided = loop.outcome(state, audit, rules, now);
    if (applied && !decided.state().equals(state)) {
      rollOut(
          Integer.parseInt(command.getParameters().getOrDefault("toVersion", "v1").substring(1)));
    }
    took(decided, List.of(), false, now);
  }

  private void took(Decided decided, List<Judged> judged, boolean atTick, long at) {
    witness.sees(new Seen(state, decided, fleet, rules, judged, paused(), resumed(), atTick, at));
    decided.command().ifPresent(command -> last = Optional.of(command));
    said.addAll(decided.requests());
    state = decided.state();
  }

  private List<String> paused() {
    return rules.stream()
        .map(Rule::key)
        .filter(key -> orders(Verb.PAUSE, key).findAny().isPresent())
        .toList();
  }

  private Map<String, Long> resumed() {
    Map<String, Long> resumed = new TreeMap<>();
    for (Rule rule : rules) {
      orders(Verb.RESUME, rule.key())
          .forEach(it -> resumed.merge(rule.key(), it.getAt().toEpochMilli(), Math::max));
    }
    return resumed;
  }

  /** The last orders for all scopes that this target and a policy are in, those of a verb. */
  private Stream<Control> orders(Verb verb, String policy) {
    String cluster = target.cluster();
    String namespace = cluster + "/" + target.namespace();
    return Stream.of("*", cluster, namespace, target.toString(), "policy:" + policy)
        .flatMap(scope -> Stream.ofNullable(controls.get(scope)))
        .filter(control -> control.getVerb() == verb);
  }

  /** Evidence from before the watermark is none: then nothing is known. */
  private List<Judged> judged(long at) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      for (String serving : fleet.serving()) {
        boolean current = serving.equals(current().version());
        Health health = at <= state.notBefore() ? Health.UNKNOWN : healths.get(i);
        judged.add(new Judged(rules.get(i), reading(serving, current ? health : Health.HEALTHY)));
      }
    }
    return judged;
  }

  private static Reading reading(String version, Health health) {
    return READINGS.computeIfAbsent(version + " is " + health, says -> made(version, health, says));
  }

  private static Reading made(String version, Health health, String says) {
    Evidence evidence =
        Evidence.newBuilder()
            .setIndicator("ratio")
            .setVersion(version)
            .setWindowMillis(60_000)
            .setValue(0.03)
            .setUnit("ratio")
            .setSamples(1_000L)
            .build();
    return new Reading(
        Subject.ofVersion(version),
        health,
        health == Health.HEALTHY,
        health == Health.UNHEALTHY ? Comparison.WORSE : Comparison.NOT_MADE,
        () -> List.of(evidence),
        () -> says);
  }

  private Fleet fleet() {
    List<VersionState> versions = new ArrayList<>();
    for (int i = Math.max(0, revisions.size() - 4); i < revisions.size(); i++) {
      versions.add(version(i));
    }
    return new Fleet(
        WorkloadState.newBuilder()
            .setTarget(target.toString())
            .setUid("uid")
            .setGeneration(current().number())
            .setObservedGeneration(current().number())
            .setDesiredReplicas(3)
            .setUpdatedReplicas(3)
            .setReadyReplicas(3)
            .setVersions(versions)
            .setRollingOut(rollingOut)
            .setObservedAt(Instant.ofEpochMilli(now))
            .build());
  }

  private VersionState version(int place) {
    Revision revision = revisions.get(place);
    boolean current = place == revisions.size() - 1;
    boolean leaving = rollingOut && place == revisions.size() - 2;
    int replicas = current ? 3 : leaving ? 1 : 0;
    return VersionState.newBuilder()
        .setVersion(revision.version())
        .setRevision(Integer.toString(revision.number()))
        .setObject(target.toString())
        .setTemplateHash("hash-" + revision.template())
        .setReplicas(replicas)
        .setReady(replicas)
        .setDesired(current ? 3 : 0)
        .setSince(Instant.ofEpochMilli(revision.since()))
        .setUid("uid")
        .setGeneration(revision.number())
        .setCurrent(current)
        .build();
  }

  /** The one target of a life alone means this one. */
  void order(String words, Verb verb) {
    String scope = words.equals(TARGET) ? target.toString() : words;
    controls.put(
        scope,
        Control.newBuilder()
            .setScope(scope)
            .setVerb(verb)
            .setBy("anna")
            .setReason("to look into it")
            .setAt(Instant.ofEpochMilli(now))
            .build());
  }

  private static Rule rule(
      String name, String symptom, String held, List<String> rungs, String limits) {
    return rule(name, "auto", symptom, held, rungs, limits, "");
  }

  /** A policy that restarts pods, held while these states last. */
  static Rule restarting(String holdWhile) {
    return rule("pods", "auto", NOT_READY, "20s", List.of(RESTART), "", ", " + holdWhile);
  }

  /** A policy in this mode that takes a release back. */
  static Rule takingBack(String mode) {
    return rule("errors", mode, ERRORS, "30s", List.of(ROLL_BACK), "", "");
  }

  private static Rule rule(
      String name,
      String mode,
      String symptom,
      String held,
      List<String> rungs,
      String limits,
      String more) {
    String text =
        """
        apiVersion: reflexarc.io/v1alpha1
        kind: RemediationPolicy
        metadata: {name: %s, namespace: shop}
        spec:
          mode: %s
          target: {kind: Deployment, selector: {matchLabels: {app: checkout}}}
          symptom:
            %s
            for: %s
            recoverFor: 1m
          ladder:
            - %s
            - {action: page}
          restraint: {cooldown: 2m, limit: [%s]%s}
        """;
    ParseResult result =
        PolicyParser.parseDocument(
            text.formatted(name, mode, symptom, held, String.join("\n    - ", rungs), limits, more),
            1);
    return new Rule(
        result.accepted().orElseThrow(() -> new IllegalArgumentException(result.toString())));
  }
}
