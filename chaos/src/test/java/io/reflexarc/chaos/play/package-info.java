/** Tests of trials. */
@NullMarked
package io.reflexarc.chaos.play;

import org.jspecify.annotations.NullMarked;
