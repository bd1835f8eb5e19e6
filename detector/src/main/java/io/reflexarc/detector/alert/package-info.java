/**
 * Alertmanager's webhook: alerts as facts. Pure; depends on the intake's border and attribution.
 */
@NullMarked
package io.reflexarc.detector.alert;

import org.jspecify.annotations.NullMarked;
