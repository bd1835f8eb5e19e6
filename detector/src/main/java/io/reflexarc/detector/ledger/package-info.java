/**
 * What the log already says of a partition: which facts, which open states, how far somebody was
 * sensing. Pure; depends on the contract alone.
 */
@NullMarked
package io.reflexarc.detector.ledger;

import org.jspecify.annotations.NullMarked;
