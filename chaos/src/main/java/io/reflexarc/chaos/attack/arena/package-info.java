/**
 * Where an attack happens: brokers and stages as processes, a cluster and its clock in this one,
 * and the hands that attack, watch and write down. Depends on the sandbox and Kafka's clients.
 */
@NullMarked
package io.reflexarc.chaos.attack.arena;

import org.jspecify.annotations.NullMarked;
