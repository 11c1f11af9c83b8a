package dev.cove.review.claim.web;

import dev.cove.review.claim.DecisionService;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record DecisionRequest(
    @NotNull DecisionService.Outcome outcome, @Nullable @Size(max = 10_000) String comment) {}
