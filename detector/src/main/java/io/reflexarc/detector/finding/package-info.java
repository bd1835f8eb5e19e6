/**
 * What a recogniser says: a finding about a pod, a workload or a node, not yet attributed to a
 * target. Depends on the views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.finding;

import org.jspecify.annotations.NullMarked;
