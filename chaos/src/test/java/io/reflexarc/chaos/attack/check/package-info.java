/** A judge is tested with one innocent tale, and with doctored ones of which each is guilty. */
@NullMarked
package io.reflexarc.chaos.attack.check;

import org.jspecify.annotations.NullMarked;
