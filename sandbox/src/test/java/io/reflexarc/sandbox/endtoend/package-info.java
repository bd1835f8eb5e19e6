/** Whole stories, from fault to healed and audited, through the three real stages. */
@NullMarked
package io.reflexarc.sandbox.endtoend;

import org.jspecify.annotations.NullMarked;
