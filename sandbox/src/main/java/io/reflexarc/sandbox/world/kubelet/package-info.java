/**
 * Nodes and what their kubelets do: image pulls, container starts, probes, restarts with back-off,
 * kills at the memory limit, termination, heartbeats. The processes themselves come from {@code
 * world.traffic}.
 */
@NullMarked
package io.reflexarc.sandbox.world.kubelet;

import org.jspecify.annotations.NullMarked;
