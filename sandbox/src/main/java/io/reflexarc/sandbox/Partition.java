package io.reflexarc.sandbox;

import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.api.fault.RequestView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that do not reach the cluster's API: their connections are cut, nothing is done. */
final class Partition implements RequestFilter {

  private static final Fault CUT = new Fault.DropBefore();

  private final Set<String> parted = ConcurrentHashMap.newKeySet();

  /** Whoever calls itself so, or begins so, is cut off. */
  void part(String client) {
    parted.add(client);
  }

  void rejoin(String client) {
    parted.remove(client);
  }

  @Override
  public Fault decide(RequestView request) {
    return parted.stream().anyMatch(request.userAgent()::startsWith) ? CUT : Fault.NONE;
  }
}
