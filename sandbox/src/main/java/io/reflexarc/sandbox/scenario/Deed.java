package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.fault.EveryPod;
import io.reflexarc.sandbox.world.fault.Fault;
import io.reflexarc.sandbox.world.fault.OnePod;
import io.reflexarc.sandbox.world.fault.PodKill;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.Arrays;
import java.util.Optional;

/** What a phase can do to what it names: to machines, to processes, to what lies between them. */
public enum Deed {
  /** Nodes lose power. */
  STOP("stop", (place, node) -> onClock(place, world -> world.nodes().stop(node))),
  /** Nodes come back. */
  START("start", (place, node) -> onClock(place, world -> world.nodes().start(node))),
  /** Nodes of which something outside the pods takes nearly all memory, and more and more. */
  HOG("hog", (place, node) -> onClock(place, world -> world.nodes().hog(node))),
  /** Nodes of which that has ended. */
  SPARE("spare", (place, node) -> onClock(place, world -> world.nodes().spare(node))),
  /** Nodes that stand still, with all that runs on them. */
  PAUSE("pause", (place, node) -> onClock(place, world -> world.nodes().pause(node))),
  /** Nodes that go on where they were. */
  RESUME("resume", (place, node) -> onClock(place, world -> world.nodes().resume(node))),
  /** Nodes of which what runs there gets a fifth of the CPU. */
  STARVE("starve", (place, node) -> onClock(place, world -> world.nodes().starve(node, 0.2))),
  /** Nodes of which it gets all again. */
  FEED("feed", (place, node) -> onClock(place, world -> world.nodes().starve(node, 1))),
  /** Apps of which one pod goes on answering and completes no more work. */
  STALL("stall", (place, app) -> place.does(onePod(place, app, PodApp::stall))),
  /** Apps of which one pod fails one request in five. */
  SPOIL("spoil", (place, app) -> place.does(onePod(place, app, Deed::spoil))),
  /** Apps whose leader no longer reaches the API, and goes on. */
  CUT_OFF(
      "cutOff",
      (place, app) ->
          place.does(new OnePod(place.namespace(), app, PodApp::leads, PodApp::cutOff))),
  /** Apps of which every pod fails one request in five, until it is restarted. */
  CORRUPT("corrupt", (place, app) -> place.does(new EveryPod(place.namespace(), app, Deed::spoil))),
  /** Apps of which one pod is deleted without time to stop. */
  KILL("kill", (place, app) -> place.does(new PodKill(place.namespace(), app, 1, true))),
  /** Apps whose pods serve as before, and whose metrics nobody can read any more. */
  SILENCE(
      "silence", (place, app) -> place.does(new EveryPod(place.namespace(), app, PodApp::silence))),
  /** Images that nobody can pull. */
  LOSE("lose", (place, image) -> place.sandbox().world().images().lose(image)),
  /** Stages, by the name of their client, that no longer reach the cluster's API. */
  PART("part", (place, client) -> place.sandbox().part(client)),
  /** Stages that reach it again. */
  REJOIN("rejoin", (place, client) -> place.sandbox().rejoin(client));

  private static final double ONE_IN_FIVE = 0.2;

  private final String word;
  private final Way way;

  Deed(String word, Way way) {
    this.word = word;
    this.way = way;
  }

  /** The word of the folder. */
  String word() {
    return word;
  }

  /** The deed that a folder calls so; empty when there is none. */
  static Optional<Deed> of(String word) {
    return Arrays.stream(values()).filter(deed -> deed.word.equals(word)).findFirst();
  }

  /** Does it to what is named. */
  void to(Sandbox sandbox, String namespace, String name) {
    way.go(new Place(sandbox, namespace), name);
  }

  private static void onClock(Place place, java.util.function.Consumer<World> task) {
    World world = place.sandbox().world();
    world.clock().execute(() -> task.accept(world));
  }

  private static Fault onePod(Place place, String app, java.util.function.Consumer<PodApp> wrong) {
    return new OnePod(place.namespace(), app, any -> true, wrong);
  }

  private static void spoil(PodApp process) {
    process.spoil(ONE_IN_FIVE);
  }

  @FunctionalInterface
  private interface Way {
    void go(Place place, String name);
  }

  /** Where it is done. */
  private record Place(Sandbox sandbox, String namespace) {
    void does(Fault fault) {
      fault.start(sandbox.world());
    }
  }
}
