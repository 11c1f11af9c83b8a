/**
 * The two ways of files between a container and the workspace, one worker a container, and the
 * barriers that tell when both agree.
 */
@NullMarked
package dev.cove.sandbox.sync;

import org.jspecify.annotations.NullMarked;
