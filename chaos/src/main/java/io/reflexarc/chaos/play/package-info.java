/**
 * Trials on sandboxes: each story with Reflexarc and without, several at once. Knows the sandbox,
 * not how a day is shown or reported.
 */
@NullMarked
package io.reflexarc.chaos.play;

import org.jspecify.annotations.NullMarked;
