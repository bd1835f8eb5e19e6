/** Tests of a whole game day. */
@NullMarked
package io.reflexarc.chaos;

import org.jspecify.annotations.NullMarked;
