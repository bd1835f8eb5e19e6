/** Generated pages are up to date. */
@NullMarked
package io.reflexarc.sandbox.docs;

import org.jspecify.annotations.NullMarked;
