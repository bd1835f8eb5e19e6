/** HTTP in front of the store: routes, discovery, list, watch, writes, subresources. */
@NullMarked
package io.reflexarc.sandbox.api.http;

import org.jspecify.annotations.NullMarked;
