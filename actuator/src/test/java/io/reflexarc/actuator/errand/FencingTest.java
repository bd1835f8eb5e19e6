package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster.Mishap;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several actuators at one command, stopped, killed and woken at every step in every order that a
 * thousand seeds come up with, while the cluster's controllers write and answers get lost: one
 * effect for each object, one audit record.
 */
class FencingTest {

  private static final int TRIALS = Integer.getInteger("reflexarc.fencing.trials", 1_000);

  private enum Kind {
    REVISION,
    CANARY
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveOneEffectAndOneRecordInAnyOrder(Kind kind) {
    LongStream.range(0, TRIALS).parallel().forEach(seed -> new Trial(kind, seed).check());
  }

  /** The partition as the brokers see it: one owner at a time, a commit of another is refused. */
  private static final class Partition {
    private final List<Report> audit = new ArrayList<>();
    private int generation;

    int takeOver() {
      return ++generation;
    }

    boolean committed() {
      return !audit.isEmpty();
    }

    void commit(int member, Report report) {
      if (member == generation && !committed()) {
        audit.add(report);
      }
    }
  }

  private static final class Trial {
    private final Scene scene = new Scene();
    private final Partition partition = new Partition();
    private final Interleaving order;
    private final Kind kind;
    private final long seed;
    private final RemediationCommand command;
    private int kills = 3;
    private int actuators;

    Trial(Kind kind, long seed) {
      this.kind = kind;
      this.seed = seed;
      this.order = new Interleaving(seed);
      this.command = prepare();
    }

    void check() {
      Interleaving.Actor[] cluster = new Interleaving.Actor[1];
      cluster[0] = order.add("cluster", () -> live(cluster[0]));
      hire();
      try {
        order.run();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      while (!partition.committed()) {
        scene.rollouts.reconcile("web");
        partition.commit(partition.takeOver(), scene.run(command));
      }
      scene.cluster.land();
      assertThat(scene.cluster.writes())
          .as("writes of seed %d", seed)
          .containsExactlyElementsOf(
              kind == Kind.REVISION
                  ? List.of("Deployment/web")
                  : List.of("Deployment/web", "Deployment/web-canary"));
      assertThat(partition.audit).as("audit of seed %d", seed).hasSize(1);
      assertThat(partition.audit.get(0).outcome())
          .as("outcome of seed %d", seed)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.AlreadyApplied.class);
      assertThat(partition.audit.get(0).change().after()).hasSize(kind == Kind.REVISION ? 1 : 2);
    }

    private RemediationCommand prepare() {
      if (kind == Kind.REVISION) {
        scene.rollouts.release("web", "v3", 4);
        KubeObject sick = scene.rollouts.release("web", "v4", 4);
        return Commands.rollback("c-1", sick, "2", "1");
      }
      KubeObject stable = scene.rollouts.release("web", "v3", 4);
      KubeObject canary = scene.rollouts.release("web-canary", "v4", 1);
      return Commands.offCanary("c-1", stable, 5, canary);
    }

    /** A new actuator gets the partition; the one before it does not know yet. */
    private void hire() {
      int member = partition.takeOver();
      Interleaving.Actor[] self = new Interleaving.Actor[1];
      self[0] = order.add("actuator-" + ++actuators, () -> work(member, self[0]));
    }

    private void work(int member, Interleaving.Actor self) {
      Errand errand = scene.workshop((step, command) -> rest(self)).errand(command);
      for (Turn turn = errand.turn(); ; turn = errand.turn()) {
        rest(self);
        if (turn instanceof Turn.Done done) {
          partition.commit(member, done.report());
          return;
        }
      }
    }

    /** Others go on meanwhile; perhaps it does not survive that. */
    private void rest(Interleaving.Actor self) {
      if (kills > 0 && order.random().nextInt(8) == 0) {
        kills--;
        self.kill();
        hire();
      }
      self.pause();
    }

    /** Controllers, lost answers, and sessions that end while their owner sleeps. */
    private void live(Interleaving.Actor self) {
      for (int round = 0; !partition.committed() && round < 100; round++) {
        switch (order.random().nextInt(6)) {
          case 0 -> scene.cluster.next(mishap());
          case 1 -> scene.cluster.land();
          case 2 -> takeOver();
          default -> scene.rollouts.reconcile("web");
        }
        scene.time.advance(Duration.ofMillis(500));
        self.pause();
      }
    }

    private void takeOver() {
      if (actuators < 4) {
        hire();
      }
    }

    private Mishap mishap() {
      Mishap[] all = Mishap.values();
      return all[order.random().nextInt(all.length)];
    }
  }
}
