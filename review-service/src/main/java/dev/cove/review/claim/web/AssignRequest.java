package dev.cove.review.claim.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record AssignRequest(@NotNull UUID reviewerId, @Nullable @Size(max = 1000) String reason) {}
