/**
 * Back to what is proven through who delivers the workload: its automation stands still under a
 * lease, it or this actuator brings the proven release, and it is handed back. Depends on {@code
 * action}, {@code action.rollback}, {@code history}, {@code cluster} and {@code owner}.
 */
@NullMarked
package io.reflexarc.actuator.action.through;

import org.jspecify.annotations.NullMarked;
