package io.reflexarc.sandbox;

import io.reflexarc.sandbox.world.World;
import java.net.URI;

/** Who is told how far a start is. Called by several threads. */
public interface StartSteps {

  /** That part is up: {@code Kafka at 127.0.0.1:9092}. */
  void done(String name);

  /**
   * The cluster is up, Kafka perhaps not yet: time to deploy what shall be there from the start.
   *
   * @param api address of the cluster's API
   */
  void clusterIsUp(World world, URI api);
}
