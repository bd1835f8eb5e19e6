/** What a log line carries beside its message. Depends on SLF4J. */
@NullMarked
package io.reflexarc.runtime.logs;

import org.jspecify.annotations.NullMarked;
