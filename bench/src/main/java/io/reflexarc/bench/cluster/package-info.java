/**
 * A generated cluster of any size behind a light Kubernetes API: objects of recorded shape, written
 * when they are asked for. Depends on the JDK alone, but for what it logs.
 */
@NullMarked
package io.reflexarc.bench.cluster;

import org.jspecify.annotations.NullMarked;
