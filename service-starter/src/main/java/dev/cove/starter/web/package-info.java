/** What every HTTP answer has: a correlation id and lists by cursor. */
@NullMarked
package dev.cove.starter.web;

import org.jspecify.annotations.NullMarked;
