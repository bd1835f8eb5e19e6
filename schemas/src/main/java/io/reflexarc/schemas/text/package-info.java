/** How people write: durations, and which word of a closed list they may have meant. */
@NullMarked
package io.reflexarc.schemas.text;

import org.jspecify.annotations.NullMarked;
