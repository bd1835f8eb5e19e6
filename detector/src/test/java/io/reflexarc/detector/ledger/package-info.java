/** What is news. */
@NullMarked
package io.reflexarc.detector.ledger;

import org.jspecify.annotations.NullMarked;
