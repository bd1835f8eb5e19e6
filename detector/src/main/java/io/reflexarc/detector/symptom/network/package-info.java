/**
 * {@code node.network-unavailable}: nodes without a network. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.network;

import org.jspecify.annotations.NullMarked;
