/** Game days: the command line, and the spine that it runs. May depend on schemas and sandbox. */
@NullMarked
package io.reflexarc.chaos;

import org.jspecify.annotations.NullMarked;
