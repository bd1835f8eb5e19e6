@NullMarked
package io.reflexarc.bench.cluster;

import org.jspecify.annotations.NullMarked;
