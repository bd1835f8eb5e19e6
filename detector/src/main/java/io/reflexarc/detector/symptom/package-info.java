/**
 * Recognisers, one package for each symptom: pure functions of what an object was, what it is, and
 * the time. They know neither Kafka nor the cluster's client.
 */
@NullMarked
package io.reflexarc.detector.symptom;

import org.jspecify.annotations.NullMarked;
