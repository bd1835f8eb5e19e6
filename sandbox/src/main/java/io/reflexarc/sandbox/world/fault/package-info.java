/** What can be done to a world to make it sick, each as a value that can be undone. */
@NullMarked
package io.reflexarc.sandbox.world.fault;

import org.jspecify.annotations.NullMarked;
