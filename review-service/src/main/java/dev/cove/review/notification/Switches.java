package dev.cove.review.notification;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What each person wants to be told: everything, but for what they switched off. Thread-safe. */
@Repository
public class Switches {

  private final JdbcClient jdbc;

  Switches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All types, with whether the person is told of them. */
  public Map<NotificationType, Boolean> of(UUID recipient) {
    Set<String> off =
        jdbc
            .sql("select type from notification_switched_off where recipient = ?")
            .param(recipient)
            .query(String.class)
            .list()
            .stream()
            .collect(Collectors.toSet());
    Map<NotificationType, Boolean> switches = new EnumMap<>(NotificationType.class);
    for (NotificationType type : NotificationType.values()) {
      switches.put(type, !off.contains(type.name()));
    }
    return switches;
  }

  /** Switches some types on or off, from now on; others stay as they are. */
  @Transactional
  public void set(UUID recipient, Map<NotificationType, Boolean> wanted) {
    wanted.forEach((type, on) ->
        jdbc.sql(
                on
                    ? "delete from notification_switched_off where recipient = ? and type = ?"
                    : """
                    insert into notification_switched_off (recipient, type) values (?, ?)
                    on conflict do nothing
                    """)
            .params(recipient, type.name())
            .update());
  }

  boolean isOff(UUID recipient, String type) {
    return jdbc.sql(
            """
            select exists(select 1 from notification_switched_off where recipient = ? and type = ?)
            """)
        .params(recipient, type)
        .query(Boolean.class)
        .single();
  }
}
