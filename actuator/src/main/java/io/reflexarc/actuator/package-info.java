/** ACT: claim, look, act, report. The only writer to the cluster. */
@NullMarked
package io.reflexarc.actuator;

import org.jspecify.annotations.NullMarked;
