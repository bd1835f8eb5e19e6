/**
 * Experiments on a real cluster: planned first, written into the cluster before they are made, and
 * cleaned up whatever happens. The only package here that knows fabric8.
 */
@NullMarked
package io.reflexarc.chaos.cluster;

import org.jspecify.annotations.NullMarked;
