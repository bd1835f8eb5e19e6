/** Who brings objects into the cluster, by the marks that they leave. Depends on nothing. */
@NullMarked
package io.reflexarc.schemas.owner;

import org.jspecify.annotations.NullMarked;
