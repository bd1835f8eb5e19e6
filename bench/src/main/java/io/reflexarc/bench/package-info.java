/** What every benchmark shares: the command line, progress, figures and the report of them. */
@NullMarked
package io.reflexarc.bench;

import org.jspecify.annotations.NullMarked;
