@NullMarked
package dev.cove.workspace.web;

import org.jspecify.annotations.NullMarked;
