/**
 * {@code budget.blocking}: budgets that keep nodes from being emptied. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.budget;

import org.jspecify.annotations.NullMarked;
