/** The services' API documents, merged under one page. */
@NullMarked
package dev.cove.gateway.docs;

import org.jspecify.annotations.NullMarked;
