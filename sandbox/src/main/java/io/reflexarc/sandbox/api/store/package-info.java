/**
 * The objects themselves: an in-memory store with optimistic locking, an ordered event log, owner
 * garbage collection. Depends on types, errors, rules and patches, never on HTTP.
 */
@NullMarked
package io.reflexarc.sandbox.api.store;

import org.jspecify.annotations.NullMarked;
