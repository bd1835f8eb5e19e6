/** What becomes of a record that cannot be read. Depends on Kafka's client classes alone. */
@NullMarked
package io.reflexarc.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
