/**
 * Stories in compact form, played through the real topology with virtual time, and what the decider
 * must say and order in each.
 */
@NullMarked
package io.reflexarc.decider.golden;

import org.jspecify.annotations.NullMarked;
