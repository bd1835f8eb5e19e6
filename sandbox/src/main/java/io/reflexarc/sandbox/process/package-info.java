/**
 * Parts of the house as processes of the operating system, that can be killed, stopped and woken,
 * by their ids. Depends on nothing else of the sandbox.
 */
@NullMarked
package io.reflexarc.sandbox.process;

import org.jspecify.annotations.NullMarked;
