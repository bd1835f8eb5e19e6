@NullMarked
package io.reflexarc.bench.comparison;

import org.jspecify.annotations.NullMarked;
