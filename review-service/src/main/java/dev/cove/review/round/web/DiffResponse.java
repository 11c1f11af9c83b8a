package dev.cove.review.round.web;

import dev.cove.review.round.FileDiff;
import dev.cove.review.round.RoundService;
import java.util.List;

/**
 * What changed between two rounds.
 *
 * @param sinceLastVisit whether the older round is the last one the caller has looked at
 */
record DiffResponse(int round, int against, boolean sinceLastVisit, List<FileDiff> files) {

  static DiffResponse from(RoundService.Difference difference) {
    return new DiffResponse(
        difference.round(), difference.against(), difference.sinceVisit(), difference.files());
  }
}
