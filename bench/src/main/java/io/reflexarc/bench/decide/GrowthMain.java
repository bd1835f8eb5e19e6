package io.reflexarc.bench.decide;

import com.sun.management.ThreadMXBean;
import io.reflexarc.decider.rule.Rule;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Holds so many targets of one pod, and says what they take. A process of its own. */
public final class GrowthMain {

  private static final int SCRAPE_SECONDS = 15;
  private static final int WARM_TARGETS = 100;
  private static final int WARM_SECONDS = 1_800;
  private static final int FILL_SECONDS = 300;
  private static final int MEASURED_SECONDS = 300;

  private GrowthMain() {}

  /** Takes the number of targets; prints {@link Size} in a line. */
  public static void main(String[] args) {
    int targets = Integer.parseInt(args[0]);
    List<Rule> rules = Policies.twenty();
    new HeldCrowd(crowd(WARM_TARGETS), rules).play(WARM_SECONDS);
    long before = live();
    HeldCrowd crowd = new HeldCrowd(crowd(targets), rules);
    crowd.play(FILL_SECONDS);
    long scrapes = 0;
    long cpu = 0;
    for (int second = 0; second < MEASURED_SECONDS; second++) {
      crowd.prepare();
      long begun = cpu();
      scrapes += crowd.play();
      cpu += cpu() - begun;
    }
    long bytes = live() - before;
    System.out.println(new Size(targets, crowd.series(), bytes, scrapes, cpu).line());
  }

  private static Crowd crowd(int targets) {
    return new Crowd(targets, 1, SCRAPE_SECONDS, 1);
  }

  private static long cpu() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime();
  }

  /** Bytes that a full collection leaves. */
  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
