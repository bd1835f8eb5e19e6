/** What the API makes of an object before it is stored: defaults, validation, generation. */
@NullMarked
package io.reflexarc.sandbox.api.rules;

import org.jspecify.annotations.NullMarked;
