/** From the command line to a running stage and back. Depends on all of runtime. */
@NullMarked
package io.reflexarc.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
