/** Tests of the reports. */
@NullMarked
package io.reflexarc.chaos.report;

import org.jspecify.annotations.NullMarked;
