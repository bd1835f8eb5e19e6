/**
 * {@code autoscaler.*}: what autoscalers do, and cannot do. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.autoscaler;

import org.jspecify.annotations.NullMarked;
