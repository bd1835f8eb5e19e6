/** Tests of experiments on a cluster, made on the sandbox's. */
@NullMarked
package io.reflexarc.chaos.cluster;

import org.jspecify.annotations.NullMarked;
