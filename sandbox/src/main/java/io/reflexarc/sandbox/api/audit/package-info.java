/**
 * The record of every write request: the witness of who changed what. Depends on nothing else of
 * the API.
 */
@NullMarked
package io.reflexarc.sandbox.api.audit;

import org.jspecify.annotations.NullMarked;
