/**
 * {@code pod.image-pull-failed}: images that cannot be pulled. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.imagepull;

import org.jspecify.annotations.NullMarked;
