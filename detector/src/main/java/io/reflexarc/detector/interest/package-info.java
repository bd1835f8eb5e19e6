/**
 * Which metrics anybody asks for: follows the topic of policies. Depends on Kafka's consumer and
 * the policy language.
 */
@NullMarked
package io.reflexarc.detector.interest;

import org.jspecify.annotations.NullMarked;
