/**
 * The thin shell around the core: the Kafka Streams topology, its processors and stores. Processors
 * load, call, store and forward; they decide nothing.
 */
@NullMarked
package io.reflexarc.decider.stream;

import org.jspecify.annotations.NullMarked;
