/** Bad events over all events, and whether one version has significantly more of them. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.ratio;

import org.jspecify.annotations.NullMarked;
