/** Label and field selectors, parsed once and asked often. Depends on the errors only. */
@NullMarked
package io.reflexarc.sandbox.api.select;

import org.jspecify.annotations.NullMarked;
