/** Whether an error budget burns too fast. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.burnrate;

import org.jspecify.annotations.NullMarked;
