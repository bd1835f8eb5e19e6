/**
 * Stories with a known end: their data folders, the runner that plays one on a sandbox, and the
 * judge that looks at topics and the cluster's write list alone. Depends on the sandbox and
 * schemas, not on how a story is shown.
 */
@NullMarked
package io.reflexarc.sandbox.scenario;

import org.jspecify.annotations.NullMarked;
