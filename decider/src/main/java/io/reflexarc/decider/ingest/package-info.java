/** The door: whether a record keeps its contract, and what of it is wanted. Pure. */
@NullMarked
package io.reflexarc.decider.ingest;

import org.jspecify.annotations.NullMarked;
