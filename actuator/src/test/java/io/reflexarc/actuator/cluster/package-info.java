/** Tests of the port to the cluster, its twin in memory, and the contract that both keep. */
@NullMarked
package io.reflexarc.actuator.cluster;

import org.jspecify.annotations.NullMarked;
