/** Tests of the living cluster in virtual time. */
@NullMarked
package io.reflexarc.sandbox.world;

import org.jspecify.annotations.NullMarked;
