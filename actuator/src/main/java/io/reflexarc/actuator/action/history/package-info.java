/** The revisions of workloads: which one is current, and the templates of those that are kept. */
@NullMarked
package io.reflexarc.actuator.action.history;

import org.jspecify.annotations.NullMarked;
