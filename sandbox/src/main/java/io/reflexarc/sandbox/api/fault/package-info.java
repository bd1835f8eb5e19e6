/** Faults that tests and chaos inject into requests. Depends on nothing else of the API. */
@NullMarked
package io.reflexarc.sandbox.api.fault;

import org.jspecify.annotations.NullMarked;
