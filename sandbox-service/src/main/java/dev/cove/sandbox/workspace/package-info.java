/** What this service asks of workspace-service, which owns sessions and their files. */
@NullMarked
package dev.cove.sandbox.workspace;

import org.jspecify.annotations.NullMarked;
