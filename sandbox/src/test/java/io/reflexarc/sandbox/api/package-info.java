/** Tests of the simulated cluster's API, against recorded answers, fabric8 and kubectl. */
@NullMarked
package io.reflexarc.sandbox.api;

import org.jspecify.annotations.NullMarked;
