@NullMarked
package io.reflexarc.bench;

import org.jspecify.annotations.NullMarked;
