/**
 * The control plane's controllers: Deployment, ReplicaSet, EndpointSlice, disruption budget, node
 * lifecycle with taint eviction, namespace; and a small Argo CD. They read and write through {@code
 * world.cluster}, on the world's thread, one reconciliation for each burst of changes.
 */
@NullMarked
package io.reflexarc.sandbox.world.controller;

import org.jspecify.annotations.NullMarked;
