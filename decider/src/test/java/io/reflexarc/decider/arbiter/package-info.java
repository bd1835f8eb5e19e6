/** The arbiter by itself: what is told goes in, what is answered comes out. */
@NullMarked
package io.reflexarc.decider.arbiter;

import org.jspecify.annotations.NullMarked;
