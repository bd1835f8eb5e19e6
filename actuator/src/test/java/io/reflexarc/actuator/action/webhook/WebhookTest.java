package io.reflexarc.actuator.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Rollouts;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Objects;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.post.Letter;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an endpoint is told, and what is told of that. */
class WebhookTest {

  private final MemoryCluster cluster = new MemoryCluster();
  private final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private final Deque<Post.Delivery> answers = new ArrayDeque<>();
  private final List<Letter> letters = new ArrayList<>();
  private final KubeObject web = new Rollouts(cluster).release("web", "v4", 4);
  private final RemediationCommand command =
      Commands.with(
          Commands.command(
              "c-1", "web", Map.of("endpoint", "tickets"), List.of(Commands.precondition(web, ""))),
          c -> c.setAction("webhook"));

  @Test
  void shouldTellTheFacts() {
    // when
    Report report = run(Effect.PERSIST);

    // then
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied("call webhook tickets"));
    assertThat(report.change().after()).isEqualTo(Map.of("called", "tickets"));
    Letter letter = letters.get(0);
    assertThat(letter.endpoint()).isEqualTo("tickets");
    assertThat(letter.key()).isEqualTo("c-1");
    assertThat(Objects.json(letter.body()))
        .isEqualTo(
            Objects.json(
                """
                {'version': 1, 'command': 'c-1', 'incident': 'incident-1',
                 'target': 'local/shop/Deployment/web', 'policy': 'shop/checkout-errors',
                 'reason': 'v4 answers 2.1 % of requests with errors, v3 0.1 %',
                 'issuedAt': '2026-11-23T10:00:00Z', 'expiresAt': '2026-11-23T10:10:00Z',
                 'evidence': [{'indicator': 'ratio', 'version': 'v4', 'subject': null,
                   'windowMillis': 300000, 'value': 0.021, 'unit': 'ratio', 'threshold': null,
                   'baseline': null, 'samples': 4200}]}
                """));
  }

  @Test
  void shouldTellAgainUnderTheSameKeyWhenNoAnswerCame() {
    answers.add(new Post.Delivery.Unknown(Fault.of(Fault.Kind.NO_ANSWER, "no answer")));
    answers.add(new Post.Delivery.Refused(Fault.of(Fault.Kind.UNREACHABLE, "nobody there")));

    assertThat(run(Effect.PERSIST).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(letters).extracting(Letter::key).containsExactly("c-1", "c-1", "c-1");
  }

  @Test
  void shouldFailWhenTheEndpointIsNotKnown() {
    answers.add(Post.NONE.send(new Letter("tickets", "c-1", Map.of(), "{}")));

    assertThat(run(Effect.PERSIST).outcome())
        .isEqualTo(new Outcome.PermanentFailure("endpoint 'tickets' is not configured"));
  }

  @Test
  void shouldTellNobodyInADryRunNorOfWhatIsGone() {
    assertThat(run(Effect.DRY_RUN).outcome())
        .isEqualTo(new Outcome.Held(Gate.DRY_RUN, "would call webhook tickets"));
    cluster.delete(ResourceKind.DEPLOYMENT, "shop", "web");

    assertThat(run(Effect.PERSIST).outcome()).isInstanceOf(Outcome.Superseded.class);
    assertThat(letters).isEmpty();
  }

  private Report run(Effect effect) {
    Errand errand =
        new Workshop(
                Actions.of(List.of(new Webhook())),
                cluster,
                post(),
                new ControlDesk(),
                time,
                effect,
                "",
                Checkpoint.NONE)
            .errand(command);
    for (int turns = 0; turns < 100; turns++) {
      Turn turn = errand.turn();
      if (turn instanceof Turn.Done done) {
        return done.report();
      }
      time.advance(((Turn.Again) turn).delay());
    }
    throw new AssertionError("no outcome");
  }

  private Post post() {
    return new Post() {
      @Override
      public boolean knows(String endpoint) {
        return true;
      }

      @Override
      public Delivery send(Letter letter) {
        letters.add(letter);
        return answers.isEmpty() ? new Delivery.Taken("ok") : answers.remove();
      }

      @Override
      public void close() {}
    };
  }
}
