package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.cluster.PodChange.Kind;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.Words;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The peer: fabric8's informers as they are, in a process of their own. */
final class PlainInformers implements Follower {

  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private final ChildJvm process;
  private final Stamps stamps = new Stamps(ALL);
  private volatile boolean synced;

  private PlainInformers(ChildJvm process) {
    this.process = process;
    Words.of(process, this::hear);
  }

  static PlainInformers start(Path kubeconfig, List<String> flags, Path folder) {
    return new PlainInformers(
        ChildJvm.start(
            "peer",
            flags,
            PlainInformersMain.class.getName(),
            List.of(kubeconfig.toString()),
            folder.resolve("peer.log")));
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
  public Stamps stamps() {
    return stamps;
  }

  @Override
  public boolean ready() {
    return synced;
  }

  @Override
  public void close() {
    process.close();
  }

  private void hear(String word) {
    long now = System.nanoTime();
    if (word.equals(PlainInformersMain.SYNCED)) {
      synced = true;
    } else if (word.startsWith(PlainInformersMain.CHANGED)) {
      String uid = word.substring(PlainInformersMain.CHANGED.length());
      stamps.heard(GeneratedCluster.podOf(uid), ALL, now);
    }
  }
}
