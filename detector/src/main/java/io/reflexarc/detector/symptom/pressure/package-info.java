/**
 * {@code node.pressure}: nodes short of memory, disk or process ids. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.pressure;

import org.jspecify.annotations.NullMarked;
