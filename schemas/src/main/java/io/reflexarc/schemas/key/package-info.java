/** Target keys and deterministic ids. Depends on nothing. */
@NullMarked
package io.reflexarc.schemas.key;

import org.jspecify.annotations.NullMarked;
