/**
 * A whole world in one JVM: Kafka, schema registry, a simulated cluster, virtual time, and the
 * demo.
 */
@NullMarked
package io.reflexarc.sandbox;

import org.jspecify.annotations.NullMarked;
