/**
 * Everything that makes the simulated cluster live, in virtual time: the assembly. Depends on the
 * object store of {@code sandbox.api}; of the API server itself only on its ports.
 */
@NullMarked
package io.reflexarc.sandbox.world;

import org.jspecify.annotations.NullMarked;
