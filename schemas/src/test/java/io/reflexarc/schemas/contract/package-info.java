/** What was promised to others: schemas that stay readable, and the page that lists them. */
package io.reflexarc.schemas.contract;
