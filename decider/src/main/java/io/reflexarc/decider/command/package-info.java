/** What exactly to do: from the state of a target to a command with absolute values. Pure. */
@NullMarked
package io.reflexarc.decider.command;

import org.jspecify.annotations.NullMarked;
