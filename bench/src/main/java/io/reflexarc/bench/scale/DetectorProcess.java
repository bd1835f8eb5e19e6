package io.reflexarc.bench.scale;

import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.StageJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The detector as the product starts it. */
final class DetectorProcess implements Follower {

  private static final String MAIN = "io.reflexarc.detector.DetectorMain";
  private static final String INBOX = "reflexarc_detector_inbox";

  private final StageJvm stage;
  private final FactArrivals arrivals;
  private final Stamps stamps;

  private DetectorProcess(StageJvm stage, FactArrivals arrivals, Stamps stamps) {
    this.stage = stage;
    this.arrivals = arrivals;
    this.stamps = stamps;
  }

  static DetectorProcess start(
      Map<String, String> wire, Path kubeconfig, List<String> flags, Path folder) {
    Map<String, String> settings = new TreeMap<>(wire);
    settings.put("cluster.name", "bench");
    settings.put("kubernetes.kubeconfig", kubeconfig.toString());
    Stamps stamps = new Stamps(FactArrivals.TOLD);
    FactArrivals arrivals = FactArrivals.start(wire, stamps);
    StageJvm stage = StageJvm.start("detector", MAIN, settings, flags, folder);
    return new DetectorProcess(stage, arrivals, stamps);
  }

  @Override
  public String name() {
    return "detector";
  }

  @Override
  public ChildJvm process() {
    return stage.process();
  }

  @Override
  public Stamps stamps() {
    return stamps;
  }

  /** Its own word for it, and an empty inbox. */
  @Override
  public boolean ready() {
    return stage.ready() && stage.metrics().filter(DetectorProcess::inboxIsEmpty).isPresent();
  }

  @Override
  public void close() {
    stage.close();
    arrivals.close();
  }

  private static boolean inboxIsEmpty(String metrics) {
    return metrics.lines().anyMatch(line -> line.startsWith(INBOX) && line.endsWith(" 0.0"));
  }
}
