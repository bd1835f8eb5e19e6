/**
 * The only place that knows the cluster's client: watches objects and policies, turns them into
 * views at the border, writes the status of policies, and reaches pods through the API server.
 */
@NullMarked
package io.reflexarc.detector.watch;

import org.jspecify.annotations.NullMarked;
