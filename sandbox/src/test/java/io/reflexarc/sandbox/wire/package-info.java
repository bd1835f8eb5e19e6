/** What other people's programs do with our topics. */
package io.reflexarc.sandbox.wire;
