/**
 * The policy language: what a human writes, as records that cannot be wrong, and the parser that
 * names every mistake by its path. Depends on Jackson, RE2/J and cron-utils only.
 */
@NullMarked
package io.reflexarc.schemas.policy;

import org.jspecify.annotations.NullMarked;
