/** Tests of claims and progress. */
@NullMarked
package io.reflexarc.actuator.claim;

import org.jspecify.annotations.NullMarked;
