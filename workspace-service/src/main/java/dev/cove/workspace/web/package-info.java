/** How this service's web server treats addresses that name files. */
@NullMarked
package dev.cove.workspace.web;

import org.jspecify.annotations.NullMarked;
