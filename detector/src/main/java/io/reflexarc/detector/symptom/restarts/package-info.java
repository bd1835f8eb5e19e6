/**
 * {@code pod.restarted-often}: containers by their number of restarts. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.restarts;

import org.jspecify.annotations.NullMarked;
