/** The commands of {@code ./reflexarc}: options in, exit code out. The work is done elsewhere. */
@NullMarked
package io.reflexarc.sandbox.cli;

import org.jspecify.annotations.NullMarked;
