/**
 * Who else manages an object, which of its fields, and who wrote a field last. Pure: it reads
 * objects as they are. Depends on {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.owner;

import org.jspecify.annotations.NullMarked;
