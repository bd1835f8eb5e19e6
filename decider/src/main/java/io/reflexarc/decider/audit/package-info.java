/**
 * What humans and other systems read of a decision: audit records and the incident's standing.
 * Pure.
 */
@NullMarked
package io.reflexarc.decider.audit;

import org.jspecify.annotations.NullMarked;
