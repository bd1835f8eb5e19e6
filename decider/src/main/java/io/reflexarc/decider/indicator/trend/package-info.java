/** Whether a level climbs towards a limit, and when it gets there. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.trend;

import org.jspecify.annotations.NullMarked;
