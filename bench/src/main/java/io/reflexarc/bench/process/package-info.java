/**
 * Processes under measurement: started, waited for, looked into, ended. Depends on the JDK alone.
 */
@NullMarked
package io.reflexarc.bench.process;

import org.jspecify.annotations.NullMarked;
