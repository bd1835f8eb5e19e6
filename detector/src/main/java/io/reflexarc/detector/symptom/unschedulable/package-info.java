/**
 * {@code pod.unschedulable}: pods that no node takes. Depends on the views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.unschedulable;

import org.jspecify.annotations.NullMarked;
