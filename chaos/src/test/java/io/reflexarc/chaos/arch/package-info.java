/** The walls of the module. */
@NullMarked
package io.reflexarc.chaos.arch;

import org.jspecify.annotations.NullMarked;
