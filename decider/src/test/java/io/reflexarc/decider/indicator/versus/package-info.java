@NullMarked
package io.reflexarc.decider.indicator.versus;

import org.jspecify.annotations.NullMarked;
