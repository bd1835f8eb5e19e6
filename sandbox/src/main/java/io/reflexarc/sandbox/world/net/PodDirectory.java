package io.reflexarc.sandbox.world.net;

import io.reflexarc.sandbox.world.kubelet.PodNetwork;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses by node, and who listens where. Addresses of a node are given out in turn, so that a
 * new pod does not get the one a client may still have in mind.
 */
public class PodDirectory implements PodNetwork, AutoCloseable {
  private static final int PER_NODE = 250;

  private final String prefix;
  private final Map<Integer, Integer> turn = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, PodApp> listeners = new ConcurrentHashMap<>();

  /** Addresses {@code prefix.node.number}, two octets given. */
  protected PodDirectory(String prefix) {
    this.prefix = prefix;
  }

  /** Addresses that nobody can connect to: pods are reached through the API's proxy only. */
  public static PodDirectory namesOnly() {
    return new PodDirectory("10.244");
  }

  @Override
  public synchronized String allocate(int node) {
    for (int tried = 0; tried < PER_NODE; tried++) {
      int number = turn.merge(node, 1, (before, one) -> before % PER_NODE + 1);
      String ip = prefix + "." + (node % 250) + "." + (number + 1);
      if (taken.add(ip)) {
        return ip;
      }
    }
    throw new IllegalStateException("node " + node + " has no free pod address left");
  }

  @Override
  public synchronized void release(String ip) {
    taken.remove(ip);
  }

  @Override
  public void open(String ip, int port, PodApp app) {
    listeners.put(ip + ":" + port, app);
  }

  @Override
  public void close(String ip, int port) {
    listeners.remove(ip + ":" + port);
  }

  /** Who listens at an address; thread-safe. */
  public Optional<PodApp> listener(String ip, int port) {
    return Optional.ofNullable(listeners.get(ip + ":" + port));
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
