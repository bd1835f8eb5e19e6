package io.reflexarc.bench.scale;

/**
 * What was measured of one follower of the cluster.
 *
 * @param heapMiB the heap that it had, MiB
 * @param syncSeconds from its start until it was ready
 * @param listSeconds from its first list until it was ready
 * @param syncCpuSeconds processor time that it used until it was ready
 * @param relistSeconds from a 410 on all watches until all are open again and what changed
 *     meanwhile was heard of
 * @param liveAtFirst bytes that a full collection left after the first sync
 * @param liveAtLast the same at the end
 * @param rate changes a second that there were
 * @param cores processors that it kept busy meanwhile
 * @param delays how long it took to hear of them
 */
record Measured(
    int heapMiB,
    double syncSeconds,
    double listSeconds,
    double syncCpuSeconds,
    double relistSeconds,
    long liveAtFirst,
    long liveAtLast,
    double rate,
    double cores,
    Delays delays) {}
