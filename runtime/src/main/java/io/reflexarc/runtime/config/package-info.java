/**
 * Typed configuration on Kafka's ConfigDef: file, environment, overrides, every mistake at once.
 */
@NullMarked
package io.reflexarc.runtime.config;

import org.jspecify.annotations.NullMarked;
