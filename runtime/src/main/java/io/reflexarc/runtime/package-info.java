/** What every process needs of itself. May depend on schemas only. */
@NullMarked
package io.reflexarc.runtime;

import org.jspecify.annotations.NullMarked;
