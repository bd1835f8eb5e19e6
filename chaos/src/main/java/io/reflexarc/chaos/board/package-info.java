/** The table that grows while a game day runs. Knows trials, and nothing of reports. */
@NullMarked
package io.reflexarc.chaos.board;

import org.jspecify.annotations.NullMarked;
