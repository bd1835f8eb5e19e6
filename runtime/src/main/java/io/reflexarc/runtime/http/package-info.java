/** The one port of a process. Depends on Javalin, health and metrics. */
@NullMarked
package io.reflexarc.runtime.http;

import org.jspecify.annotations.NullMarked;
