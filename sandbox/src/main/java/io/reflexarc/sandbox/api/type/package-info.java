/**
 * Which resources the API serves: their names, scope, subresources and printed columns. Depends on
 * nothing else of the API.
 */
@NullMarked
package io.reflexarc.sandbox.api.type;

import org.jspecify.annotations.NullMarked;
