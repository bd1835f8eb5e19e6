package io.reflexarc.chaos.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A day of experiments: all of them, several at once, whatever becomes of each. Phases:
 * <i>playing</i>, then <i>over</i>, when all were tried or it was aborted; an aborted one keeps
 * what was tried so far, and no world is left.
 */
public final class GameDay {

  private static final Logger LOG = LoggerFactory.getLogger(GameDay.class);
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final List<Experiment> experiments;
  private final TrialRun run;
  private final Watcher watcher;
  private final ExecutorService lanes;
  private final List<Trial> trials = Collections.synchronizedList(new ArrayList<>());

  /**
   * A day that has not begun.
   *
   * @param atOnce how many are played at once
   */
  public GameDay(List<Experiment> experiments, int atOnce, TrialRun run, Watcher watcher) {
    this.experiments = List.copyOf(experiments);
    this.run = run;
    this.watcher = watcher;
    this.lanes = Executors.newFixedThreadPool(atOnce, GameDay::lane);
  }

  /** Plays all; answers when each is over, or the day is aborted. */
  public List<Trial> play() throws InterruptedException {
    experiments.forEach(experiment -> lanes.execute(() -> tryOne(experiment)));
    lanes.shutdown();
    while (!lanes.awaitTermination(1, TimeUnit.MINUTES)) {
      LOG.debug("{} of {} are over", trials.size(), experiments.size());
    }
    return inOrder();
  }

  /** Ends the day early; answers when its worlds are gone. */
  public void abort() throws InterruptedException {
    lanes.shutdownNow();
    if (!lanes.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("A world is not closed after {} s", CLOSING.toSeconds());
    }
  }

  private void tryOne(Experiment experiment) {
    try {
      Trial trial = run.trial(experiment, watcher);
      trials.add(trial);
      watcher.done(trial);
    } catch (InterruptedException e) {
      LOG.info("{} was aborted", experiment.name());
      Thread.currentThread().interrupt();
    }
  }

  private List<Trial> inOrder() {
    List<Trial> ordered = new ArrayList<>();
    for (Experiment experiment : experiments) {
      synchronized (trials) {
        trials.stream().filter(one -> one.experiment().equals(experiment)).forEach(ordered::add);
      }
    }
    return ordered;
  }

  private static Thread lane(Runnable task) {
    Thread thread = new Thread(task, "lane");
    thread.setDaemon(true);
    return thread;
  }
}
