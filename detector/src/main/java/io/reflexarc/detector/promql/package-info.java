/**
 * Samples from a server that speaks PromQL: which queries, what it answered, whose samples they
 * are. Depends on attribution, ownership, the publisher and the JDK's HTTP client.
 */
@NullMarked
package io.reflexarc.detector.promql;

import org.jspecify.annotations.NullMarked;
