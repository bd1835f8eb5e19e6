/** Tests of Alertmanager's webhook. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.alert;
