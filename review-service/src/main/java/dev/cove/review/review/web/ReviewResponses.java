package dev.cove.review.review.web;

import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.review.ReviewView;
import dev.cove.review.review.ReviewViews;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.web.Slice;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows reviews as they are after an act, with the names of the people in them. Thread-safe. */
@Component
public class ReviewResponses {

  private final ReviewViews views;
  private final People people;
  private final Clock clock;

  ReviewResponses(ReviewViews views, People people, Clock clock) {
    this.views = views;
    this.people = people;
    this.clock = clock;
  }

  /** The review now. */
  public ReviewResponse of(UUID id) {
    ReviewView view = views.find(id, clock.instant()).orElseThrow(ReviewErrors::notFound);
    return ReviewResponse.from(view, people.names(ids(view).collect(Collectors.toSet())));
  }

  /** A page of reviews. */
  public Slice<ReviewResponse> of(Slice<ReviewView> page) {
    Set<UUID> ids = page.items().stream().flatMap(ReviewResponses::ids).collect(Collectors.toSet());
    Map<UUID, Named> names = people.names(ids);
    return page.map(view -> ReviewResponse.from(view, names));
  }

  private static Stream<UUID> ids(ReviewView view) {
    Review review = view.review();
    return Stream.of(
            review.submittedBy(),
            review.reviewer(),
            review.requestedReviewer(),
            view.recommendedBy())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }
}
