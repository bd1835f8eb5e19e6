package io.reflexarc.sandbox.world.kubelet;

import io.reflexarc.sandbox.world.traffic.PodApp;

/** Gives pods their addresses and lets their processes be reached there. */
public interface PodNetwork {

  /** The address of a new pod on the node with this number; free until {@link #release}. */
  String allocate(int node);

  /** The address may be given to another pod. */
  void release(String ip);

  /** From now on the process answers HTTP at this address and port. */
  void open(String ip, int port, PodApp app);

  /** Nobody answers there any more. */
  void close(String ip, int port);
}
