/**
 * One command's way through look and act, a turn at a time, without Kafka and without a thread of
 * its own. Depends on {@code action}, {@code cluster} and {@code control}.
 */
@NullMarked
package io.reflexarc.actuator.errand;

import org.jspecify.annotations.NullMarked;
