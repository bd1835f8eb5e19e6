/**
 * Attacks on Reflexarc itself, from the command line. Depends on its own packages below and the
 * sandbox.
 */
@NullMarked
package io.reflexarc.chaos.attack;

import org.jspecify.annotations.NullMarked;
