package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.chaos.play.Watcher;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A day on a real cluster: one experiment after the other, cleaned up between. */
public final class ClusterDay {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterDay.class);

  private final ClusterSettings settings;
  private final TimeSource time;
  private final RealTime real;
  private volatile @Nullable Thread runner;

  /**
   * A day that has not begun.
   *
   * @param time that phases are waited for by
   */
  public ClusterDay(ClusterSettings settings, TimeSource time, RealTime real) {
    this.settings = settings;
    this.time = time;
    this.real = real;
  }

  /** Says what would be done, for each experiment; a refusal is said too. */
  public List<String> rehearse(List<Experiment> experiments, Watcher watcher) {
    try (KubernetesClient client = settings.connect()) {
      ClusterRun run = run(client, watcher);
      List<String> lines = new ArrayList<>();
      for (Experiment experiment : experiments) {
        lines.add(experiment.name());
        try {
          run.rehearse(experiment).forEach(line -> lines.add("  " + line));
        } catch (RefusedException e) {
          e.reasons().forEach(reason -> lines.add("  refused: " + reason));
        }
      }
      return lines;
    }
  }

  /** Cleans up after runs that ended badly. */
  public List<String> clean(Watcher watcher) {
    try (KubernetesClient client = settings.connect()) {
      return run(client, watcher).clean();
    }
  }

  /** Makes them; answers with those that are over when it is aborted. */
  public List<Trial> make(List<Experiment> experiments, Watcher watcher) {
    runner = Thread.currentThread();
    List<Trial> trials = new ArrayList<>();
    try (KubernetesClient client = settings.connect()) {
      ClusterRun run = run(client, watcher);
      for (Experiment experiment : experiments) {
        Trial trial = make(experiment, run);
        trials.add(trial);
        watcher.done(trial);
      }
    } catch (InterruptedException e) {
      LOG.info("The day was aborted: {}", e.getMessage());
    }
    return trials;
  }

  /** Ends what is being made; it is cleaned up before {@link #make} answers. */
  public void abort() {
    Thread making = runner;
    if (making != null) {
      making.interrupt();
    }
  }

  private Trial make(Experiment experiment, ClusterRun run) throws InterruptedException {
    Duration began = real.elapsed();
    try (TopicEar ear =
        TopicEar.at(settings.kafka(), settings.registry(), settings.cluster(), time.instant())) {
      Playback playback = run.make(experiment, ear);
      return new Trial.Played(
          experiment,
          playback,
          Optional.empty(),
          Map.copyOf(playback.moments()),
          real.elapsed().minus(began));
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(experiment.name() + " was aborted");
      }
      LOG.error("{} could not be made", experiment.name(), e);
      return new Trial.Crashed(
          experiment, String.valueOf(e.getMessage()), real.elapsed().minus(began));
    }
  }

  private ClusterRun run(KubernetesClient client, Watcher watcher) {
    return new ClusterRun(client, settings.namespaces(), settings.nodes(), time, watcher);
  }
}
