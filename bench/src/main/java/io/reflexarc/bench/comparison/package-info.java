/**
 * {@code comparison}: how often versions that are alike are called worse, and how soon a worse one
 * is, beside a test that is made for one look.
 */
@NullMarked
package io.reflexarc.bench.comparison;

import org.jspecify.annotations.NullMarked;
