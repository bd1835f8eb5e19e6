/** Tests of what is asked of a story's services. */
@NullMarked
package io.reflexarc.sandbox.scenario.course;

import org.jspecify.annotations.NullMarked;
