/** Whether one version is worse than another, looked at as often as one likes. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.versus;

import org.jspecify.annotations.NullMarked;
