package io.reflexarc.bench.scale;

import io.reflexarc.bench.process.ChildJvm;

/** A process that follows the generated cluster, and says what it hears of. */
interface Follower extends AutoCloseable {

  /** What it is called in lines of progress. */
  String name();

  ChildJvm process();

  /** What is to be heard of it. */
  Stamps stamps();

  /** Whether it has everything of the cluster and nothing is left to be worked through. */
  boolean ready();

  @Override
  void close();
}
