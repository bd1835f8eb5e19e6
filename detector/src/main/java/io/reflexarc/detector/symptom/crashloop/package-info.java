/**
 * {@code pod.crash-loop}: a container that keeps ending. Depends on the views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.crashloop;

import org.jspecify.annotations.NullMarked;
