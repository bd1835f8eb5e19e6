package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.scenario.ScenarioFolder;

/**
 * One story to be tried.
 *
 * @param folder that tells it
 * @param run which of several of the same story, from 1
 * @param runs how many of the same story there are
 * @param seed of all chance in its world
 */
public record Experiment(ScenarioFolder folder, int run, int runs, long seed) {

  /** What it is called: {@code bad-deploy}, {@code bad-deploy #2}. */
  public String name() {
    String path = folder.name();
    String id = path.substring(path.lastIndexOf('/') + 1);
    return runs == 1 ? id : id + " #" + run;
  }
}
