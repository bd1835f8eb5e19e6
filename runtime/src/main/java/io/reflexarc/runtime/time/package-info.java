/** Time from outside: no rule asks the system clock. */
@NullMarked
package io.reflexarc.runtime.time;

import org.jspecify.annotations.NullMarked;
