/**
 * {@code pod.evicted}: pods that their node threw out. Depends on the views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.evicted;

import org.jspecify.annotations.NullMarked;
