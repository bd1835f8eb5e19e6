/** {@code node.*}: nodes that go and come back. Depends on the views of the cluster alone. */
@NullMarked
package io.reflexarc.detector.symptom.node;

import org.jspecify.annotations.NullMarked;
