/**
 * Field names, types and list keys of the served kinds; feeds defaults, patches, validation and
 * OpenAPI.
 */
@NullMarked
package io.reflexarc.sandbox.api.schema;

import org.jspecify.annotations.NullMarked;
