@NullMarked
package io.reflexarc.bench.decide;

import org.jspecify.annotations.NullMarked;
