/**
 * A real Kafka broker and a schema registry, in this process or in one of their own. Depends on the
 * sandbox and on {@code process}.
 */
@NullMarked
package io.reflexarc.bench.wire;

import org.jspecify.annotations.NullMarked;
