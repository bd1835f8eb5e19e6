/** Alive, ready, started: three questions about this process. Depends on nothing. */
@NullMarked
package io.reflexarc.runtime.health;

import org.jspecify.annotations.NullMarked;
