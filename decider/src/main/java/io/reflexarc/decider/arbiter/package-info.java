/**
 * What reaches beyond one target, judged in one place for each cluster: budgets by scope, the
 * breaker, causes elsewhere. A function of what was told and of event time: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.arbiter;

import org.jspecify.annotations.NullMarked;
