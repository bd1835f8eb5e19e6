@NullMarked
package io.reflexarc.decider.ingest;

import org.jspecify.annotations.NullMarked;
