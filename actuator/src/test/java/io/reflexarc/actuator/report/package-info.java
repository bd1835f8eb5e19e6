/** Tests of what is told. */
@NullMarked
package io.reflexarc.actuator.report;

import org.jspecify.annotations.NullMarked;
