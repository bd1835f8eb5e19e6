/** Symptoms that no recording shows. */
@NullMarked
package io.reflexarc.detector.symptom;

import org.jspecify.annotations.NullMarked;
