/**
 * What will be done to Reflexarc and when, as data that follows from a seed alone. Depends on the
 * contract's topics only.
 */
@NullMarked
package io.reflexarc.chaos.attack.plan;

import org.jspecify.annotations.NullMarked;
