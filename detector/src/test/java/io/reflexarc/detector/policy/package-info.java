/** Policies, good and broken. */
@NullMarked
package io.reflexarc.detector.policy;

import org.jspecify.annotations.NullMarked;
