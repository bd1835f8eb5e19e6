/**
 * {@code detector-scale}: a detector, and fabric8's informers as its peer, before a cluster of 150
 * 000 pods.
 */
@NullMarked
package io.reflexarc.bench.scale;

import org.jspecify.annotations.NullMarked;
