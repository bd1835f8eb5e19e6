/**
 * The port to what is outside the cluster: systems that are told of something. Each message has an
 * idempotency key, so that telling twice is telling once.
 */
@NullMarked
package io.reflexarc.actuator.post;

import org.jspecify.annotations.NullMarked;
