/**
 * Workload states: a Deployment with its canaries, a StatefulSet, a DaemonSet, an Argo Rollout,
 * their versions side by side, what scales and protects them, from the picture of the cluster.
 * Pure.
 */
@NullMarked
package io.reflexarc.detector.workload;

import org.jspecify.annotations.NullMarked;
