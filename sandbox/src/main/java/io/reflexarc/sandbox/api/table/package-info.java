/** The columns that kubectl get prints, computed by the server. */
@NullMarked
package io.reflexarc.sandbox.api.table;

import org.jspecify.annotations.NullMarked;
