package io.reflexarc.sandbox.world.kubelet;

import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.traffic.Processes;
import java.util.SplittableRandom;

/**
 * What all kubelets share.
 *
 * @param cluster the API
 * @param events where to report
 * @param processes the processes of all containers
 * @param network addresses and listeners of pods
 * @param images what can be pulled
 * @param random chance
 */
record KubeletWorld(
    Cluster cluster,
    Events events,
    Processes processes,
    PodNetwork network,
    Images images,
    SplittableRandom random) {}
