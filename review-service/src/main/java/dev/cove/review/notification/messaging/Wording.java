package dev.cove.review.notification.messaging;

import dev.cove.review.notification.Notice;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.util.UriUtils;

/** Puts an event into words for one recipient. Everything is plain text; the page escapes it. */
final class Wording {

  private Wording() {}

  static Notice notice(UUID event, String type, ReviewNews news, String actor, UUID recipient) {
    return new Notice(
        event,
        type.toUpperCase(Locale.ROOT).replace('-', '_'),
        news.reviewId(),
        news.sessionId(),
        title(type, news, actor, recipient),
        body(type, news),
        link(news));
  }

  static String link(ReviewNews news) {
    StringBuilder link = new StringBuilder("/reviews/" + news.reviewId());
    link.append("?round=").append(news.round());
    if (news.path() != null) {
      link.append("&file=").append(UriUtils.encode(news.path(), StandardCharsets.UTF_8));
    }
    if (news.commentId() != null) {
      link.append("&comment=").append(news.commentId());
    }
    if (news.line() != null) {
      link.append("#L").append(news.line());
    }
    return link.toString();
  }

  private static String title(String type, ReviewNews news, String actor, UUID recipient) {
    String review = "“" + news.title() + "”";
    boolean mine = news.submittedBy().equals(recipient);
    boolean given = recipient.equals(news.reviewer());
    return switch (type) {
      case "review-submitted" -> actor + " asks you to review " + review;
      case "review-claimed" -> {
        if (given) {
          yield actor + " handed the review of " + review + " to you";
        }
        yield mine
            ? (news.outcome() == null
                ? actor + " reviews " + review
                : review + " has another reviewer")
            : actor + " handed " + review + " to somebody else";
      }
      case "review-released" ->
          mine ? review + " is back in the queue" : "Your claim on " + review + " has ended";
      case "review-commented" -> actor + " commented on " + review;
      case "review-resubmitted" -> actor + " sent round " + news.round() + " of " + review;
      case "review-completed" -> actor + " " + verdict(news) + " " + review;
      case "review-withdrawn" -> review + " was withdrawn";
      default -> review + " changed";
    };
  }

  private static String verdict(ReviewNews news) {
    return switch (Objects.requireNonNullElse(news.outcome(), "")) {
      case "APPROVE" -> "approved";
      case "REJECT" -> "rejected";
      default -> "asks for changes to";
    };
  }

  private static String body(String type, ReviewNews news) {
    if (news.path() != null) {
      return news.line() == null ? news.path() : news.path() + ", line " + news.line();
    }
    if (type.equals("review-released") && news.outcome() != null) {
      return switch (news.outcome()) {
        case "LAPSE" -> "Nothing happened for too long.";
        case "FREE" -> "The reviewer may not review it any more.";
        case "RECOMMEND" -> "It was recommended for approval and now needs a senior.";
        default -> "";
      };
    }
    return "";
  }
}
