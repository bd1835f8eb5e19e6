package io.reflexarc.bench.act;

import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The peer: one merge patch for each Deployment, in a process of its own. */
final class RawPatches implements Hand {

  private final ChildJvm process;
  private final int deployments;
  private final InstantSource time;
  private final AtomicLong told = new AtomicLong();
  private volatile boolean ready;
  private long begun;

  private RawPatches(ChildJvm process, int deployments, InstantSource time) {
    this.process = process;
    this.deployments = deployments;
    this.time = time;
    Words.of(process, this::hear);
  }

  static RawPatches start(
      Path kubeconfig, Fleet fleet, InstantSource time, List<String> flags, Path folder) {
    ChildJvm process =
        ChildJvm.start(
            "peer",
            flags,
            RawPatchesMain.class.getName(),
            List.of(kubeconfig.toString(), Integer.toString(fleet.size())),
            folder.resolve("peer.log"));
    return new RawPatches(process, fleet.size(), time);
  }

  @Override
  public String name() {
    return "peer";
  }

  @Override
  public ChildJvm process() {
    return process;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public Map<String, Instant> begin(int burst) {
    Instant now = time.instant();
    process.tell(Fleet.versionAfter(burst));
    begun += deployments;
    Map<String, Instant> decided = new HashMap<>();
    for (int number = 0; number < deployments; number++) {
      decided.put(Fleet.name(number), now);
    }
    return decided;
  }

  @Override
  public boolean told() {
    return told.get() == begun;
  }

  @Override
  public void close() {
    process.close();
  }

  private void hear(String word) {
    if (word.equals(RawPatchesMain.READY)) {
      ready = true;
    } else if (word.equals(RawPatchesMain.PATCHED)) {
      told.incrementAndGet();
    }
  }
}
