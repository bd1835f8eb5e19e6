/**
 * What the simulated applications do: requests, errors, latency and memory per version, as data,
 * and the metrics text that each pod serves. Knows neither the cluster's objects nor the clock:
 * time comes in as arguments.
 */
@NullMarked
package io.reflexarc.sandbox.world.traffic;

import org.jspecify.annotations.NullMarked;
