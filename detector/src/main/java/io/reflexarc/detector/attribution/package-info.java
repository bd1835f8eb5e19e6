/**
 * Which workload, which version, which partition: from owner references, labels and the canary
 * annotation. Pure; depends on the views of the cluster and on the contract.
 */
@NullMarked
package io.reflexarc.detector.attribution;

import org.jspecify.annotations.NullMarked;
