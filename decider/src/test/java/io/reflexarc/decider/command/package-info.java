/** What a plan says of the way back, and when there is none. */
@NullMarked
package io.reflexarc.decider.command;

import org.jspecify.annotations.NullMarked;
