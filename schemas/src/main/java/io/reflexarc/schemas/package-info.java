/**
 * The contract: records, topics, keys, ids, serdes and the policy language. Depends on nothing of
 * ours.
 */
@NullMarked
package io.reflexarc.schemas;

import org.jspecify.annotations.NullMarked;
