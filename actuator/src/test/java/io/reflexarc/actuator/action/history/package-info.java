/** The revisions of workloads. */
@NullMarked
package io.reflexarc.actuator.action.history;

import org.jspecify.annotations.NullMarked;
