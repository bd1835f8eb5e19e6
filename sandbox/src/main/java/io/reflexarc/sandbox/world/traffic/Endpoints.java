package io.reflexarc.sandbox.world.traffic;

import java.util.List;

/** Which pods a Service sends its requests to. */
@FunctionalInterface
public interface Endpoints {
  /** Uids of the pods behind the Service, in a stable order; empty for none or no such Service. */
  List<String> of(String namespace, String service);
}
