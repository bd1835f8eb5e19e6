/**
 * Everything that makes the simulated cluster live, in virtual time: the assembly. Depends on the
 * object store of {@code sandbox.api}, never on its HTTP.
 */
@NullMarked
package io.reflexarc.sandbox.world;

import org.jspecify.annotations.NullMarked;
