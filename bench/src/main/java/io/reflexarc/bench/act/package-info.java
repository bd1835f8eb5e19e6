/**
 * {@code actuator-throughput}: the actuator as the product starts it, before a real broker and the
 * sandbox's API server, beside raw patches of the same objects as a peer. May depend on {@code
 * process} and {@code wire}, and on the sandbox.
 */
@NullMarked
package io.reflexarc.bench.act;

import org.jspecify.annotations.NullMarked;
