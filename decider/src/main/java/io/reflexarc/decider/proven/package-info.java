/** Which versions were shown healthy, on which numbers: what may be gone back to. Pure. */
@NullMarked
package io.reflexarc.decider.proven;

import org.jspecify.annotations.NullMarked;
