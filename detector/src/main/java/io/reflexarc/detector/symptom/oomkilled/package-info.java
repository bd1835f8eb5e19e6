/**
 * {@code pod.oom-killed}: a container killed for its memory use. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.oomkilled;

import org.jspecify.annotations.NullMarked;
