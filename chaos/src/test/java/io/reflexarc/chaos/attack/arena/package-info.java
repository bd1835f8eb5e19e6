/** What an attack is made of, without its processes; and one whole attack with them. */
@NullMarked
package io.reflexarc.chaos.attack.arena;

import org.jspecify.annotations.NullMarked;
