/** What runs now and then in the background, on one instance at a time. */
@NullMarked
package dev.cove.workspace.maintenance;

import org.jspecify.annotations.NullMarked;
