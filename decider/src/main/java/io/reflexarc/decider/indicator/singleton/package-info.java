/** More than one pod claims to lead. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.singleton;

import org.jspecify.annotations.NullMarked;
