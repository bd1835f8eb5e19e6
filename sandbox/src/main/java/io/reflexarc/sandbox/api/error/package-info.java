/**
 * What the API answers when it refuses: Kubernetes Status objects as one exception. Depends on the
 * types only.
 */
@NullMarked
package io.reflexarc.sandbox.api.error;

import org.jspecify.annotations.NullMarked;
