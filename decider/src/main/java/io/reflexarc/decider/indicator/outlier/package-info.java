/** A pod that is worse than its peers, and than it was. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.outlier;

import org.jspecify.annotations.NullMarked;
