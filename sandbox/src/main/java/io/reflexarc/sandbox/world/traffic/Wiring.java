package io.reflexarc.sandbox.world.traffic;

import java.util.List;
import java.util.Map;

/** What the cluster says about where requests go, and what services are told by their flags. */
public interface Wiring {
  /** Uids of the pods behind a Service, in a stable order; empty for none or no such Service. */
  List<String> endpoints(String namespace, String service);

  /** Services behind an HTTPRoute and their shares, which add up to 1; empty without the route. */
  Map<String, Double> backends(String namespace, String route);

  /** The value of a key of a ConfigMap; empty when it is absent. */
  String flag(String namespace, String configMap, String key);
}
