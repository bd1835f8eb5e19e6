package io.reflexarc.sandbox.world.traffic;

import java.util.Optional;

/**
 * What a process asks of another Service in its namespace. A call that fails fails the request it
 * was made for; its time is added to the request's.
 *
 * @param service the name of the Service
 * @param perRequest calls for each request the process serves
 * @param perSecond calls each process makes besides, whether it serves or not: polls, refreshes
 * @param unless the switch that turns the calls off; empty when nothing does
 */
public record Call(String service, double perRequest, double perSecond, Optional<Switch> unless) {
  /** Checks the ranges. */
  public Call {
    if (service.isBlank()) {
      throw new IllegalArgumentException("service: is missing, name the Service");
    }
    if (!(perRequest >= 0 && perRequest <= 100)) {
      throw new IllegalArgumentException("perRequest: " + perRequest + " is not 0 to 100");
    }
    if (!(perSecond >= 0 && perSecond <= 1e6)) {
      throw new IllegalArgumentException("perSecond: " + perSecond + " is not 0 to 1000000");
    }
  }

  /**
   * A key of a ConfigMap that a service watches, as a feature flag.
   *
   * @param configMap its name
   * @param key in it
   * @param off the value with which the calls are left out
   */
  public record Switch(String configMap, String key, String off) {}
}
