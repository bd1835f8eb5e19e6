/** Tests of the table. */
@NullMarked
package io.reflexarc.chaos.board;

import org.jspecify.annotations.NullMarked;
