package io.reflexarc.sandbox.world.traffic;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks which Service for how much in a second, and what comes of it: clients ask Services, and
 * what runs behind those asks others. A failure further down reaches a caller's caller a second
 * later. World's thread.
 */
final class Demand {
  /** Calls that lead back to their callers are followed no further. */
  private static final int DEEPEST = 6;

  private final Processes processes;
  private final Wiring wiring;
  private final Links links;
  private Map<Target, Flow> flows = new LinkedHashMap<>();
  private Map<Target, Reply> replies = new HashMap<>();
  private final Map<AppVersion, Reply> others = new HashMap<>();

  Demand(Processes processes, Wiring wiring, Links links) {
    this.processes = processes;
    this.wiring = wiring;
    this.links = links;
  }

  /** The next second. */
  void next(List<Traffic> sources, Instant now) {
    flows = new LinkedHashMap<>();
    Map<Target, Flow> wave = asked(sources, now);
    for (int depth = 0; depth < DEEPEST && !wave.isEmpty(); depth++) {
      Map<Target, Flow> further = new LinkedHashMap<>();
      wave.forEach((target, flow) -> spread(target, flow, further));
      wave = further;
    }
    answer();
  }

  /** What clients ask, and processes by themselves. */
  private Map<Target, Flow> asked(List<Traffic> sources, Instant now) {
    Map<Target, Flow> asked = new LinkedHashMap<>();
    sources.forEach(source -> send(source, now, asked));
    processes.all().forEach(app -> poll(app.identity().version(), asked));
    return asked;
  }

  /** What is asked of each Service. */
  Map<Target, Flow> flows() {
    return flows;
  }

  /** What comes of the calls that a process of this version makes for each request. */
  Reply others(AppVersion version) {
    return others.computeIfAbsent(version, this::calls);
  }

  /** What comes of a request to that Service besides, because more ask than it can serve. */
  Reply crowd(Target target) {
    double room = 0;
    for (PodApp app : behind(target)) {
      double most = behaviour(app).serving().atMostPerSecond();
      if (most == 0) {
        return Reply.NOTHING;
      }
      room += most;
    }
    Flow flow = flows.get(target);
    return flow == null || flow.rate <= room ? Reply.NOTHING : new Reply(1 - room / flow.rate, 0);
  }

  private void send(Traffic source, Instant now, Map<Target, Flow> wave) {
    Map<String, Double> shares =
        source.route().isEmpty()
            ? Map.of(source.service(), 1.0)
            : wiring.backends(source.namespace(), source.route());
    shares.forEach(
        (service, share) -> {
          Target target = new Target(source.namespace(), service);
          double failing = replies.getOrDefault(target, Reply.NOTHING).failing();
          double rate = source.rateAt(now) * share * source.attempts(failing);
          wave.computeIfAbsent(target, t -> new Flow(source.countries())).rate += rate;
        });
  }

  private void poll(AppVersion version, Map<Target, Flow> wave) {
    for (Call call : processes.behaviours().of(version).serving().calls()) {
      if (call.perSecond() > 0 && isMade(call, version)) {
        Target target = new Target(version.namespace(), call.service());
        wave.computeIfAbsent(target, t -> new Flow(Flow.NOWHERE)).rate += call.perSecond();
      }
    }
  }

  private void spread(Target target, Flow flow, Map<Target, Flow> further) {
    flows.computeIfAbsent(target, t -> new Flow(flow.countries)).rate += flow.rate;
    List<String> ready = wiring.endpoints(target.namespace(), target.service());
    for (PodApp app : behind(target)) {
      AppVersion version = app.identity().version();
      for (Call call : processes.behaviours().of(version).serving().calls()) {
        if (call.perRequest() > 0 && isMade(call, version)) {
          further.computeIfAbsent(
                      new Target(version.namespace(), call.service()),
                      t -> new Flow(flow.countries))
                  .rate +=
              flow.rate / ready.size() * call.perRequest();
        }
      }
    }
  }

  /** Replies of this second, from the processes as they are and the calls of the second before. */
  private void answer() {
    Map<Target, Reply> next = new HashMap<>();
    flows.keySet().forEach(target -> next.put(target, reply(target)));
    replies = next;
    others.clear();
  }

  private Reply reply(Target target) {
    double failing = 0;
    double seconds = 0;
    List<PodApp> behind = behind(target);
    for (PodApp app : behind) {
      Reply one = app.reply(behaviour(app)).then(others(app.identity().version()), 1);
      failing += one.failing();
      seconds += one.seconds();
    }
    int count = behind.size();
    return count == 0
        ? Reply.REFUSED
        : new Reply(failing / count, seconds / count).then(crowd(target), 1);
  }

  private Reply calls(AppVersion version) {
    Reply all = Reply.NOTHING;
    for (Call call : processes.behaviours().of(version).serving().calls()) {
      if (call.perRequest() > 0 && isMade(call, version)) {
        Target target = new Target(version.namespace(), call.service());
        Link link = links.of(version.namespace(), version.app(), call.service());
        Reply one = replies.getOrDefault(target, Reply.NOTHING).then(link.reply(), 1);
        all = all.then(one, call.perRequest());
      }
    }
    return all;
  }

  private boolean isMade(Call call, AppVersion caller) {
    return call.unless()
        .filter(it -> wiring.flag(caller.namespace(), it.configMap(), it.key()).equals(it.off()))
        .isEmpty();
  }

  private List<PodApp> behind(Target target) {
    return wiring.endpoints(target.namespace(), target.service()).stream()
        .map(processes::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private Behaviour behaviour(PodApp app) {
    return processes.behaviours().of(app.identity().version());
  }

  /**
   * A Service that is asked.
   *
   * @param namespace of it
   * @param service its name
   */
  record Target(String namespace, String service) {
    @Override
    public String toString() {
      return namespace + "/" + service;
    }
  }

  /** Requests a second to one Service, and where their clients are. */
  static final class Flow {
    static final Map<String, Double> NOWHERE = Map.of("-", 1.0);

    private final Map<String, Double> countries;
    private double rate;

    private Flow(Map<String, Double> countries) {
      this.countries = countries;
    }

    double rate() {
      return rate;
    }

    Map<String, Double> countries() {
      return countries;
    }
  }
}
