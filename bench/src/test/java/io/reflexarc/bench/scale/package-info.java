@NullMarked
package io.reflexarc.bench.scale;

import org.jspecify.annotations.NullMarked;
