/** Work arrives and nothing completes. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.progress;

import org.jspecify.annotations.NullMarked;
