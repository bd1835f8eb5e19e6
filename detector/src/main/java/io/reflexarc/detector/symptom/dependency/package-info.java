/**
 * {@code dependency.unready}: workloads whose dependencies are away. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.dependency;

import org.jspecify.annotations.NullMarked;
