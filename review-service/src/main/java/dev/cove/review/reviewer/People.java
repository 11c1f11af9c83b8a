package dev.cove.review.reviewer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The read model of people. Thread-safe. */
@Repository
public class People {

  private static final String PUT =
      """
      insert into person (id, username, display_name, role, level, disabled, as_of)
      values (:id, :username, :displayName, :role, :level, :disabled, :asOf)
      on conflict (id) do update set username = excluded.username,
        display_name = excluded.display_name, role = excluded.role, level = excluded.level,
        disabled = excluded.disabled, as_of = excluded.as_of
      where person.as_of <= excluded.as_of and not person.deleted
      """;

  private final JdbcClient jdbc;

  People(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The person, if known. */
  public Optional<Person> find(UUID id) {
    return jdbc.sql("select * from person where id = ?").param(id).query(People::person).optional();
  }

  /** Names for all of the ids, with a stand-in for who is unknown. */
  public Map<UUID, Named> names(Collection<UUID> ids) {
    Map<UUID, Named> names = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql("select * from person where id in (:ids)")
          .param("ids", List.copyOf(ids))
          .query(People::person)
          .list()
          .forEach(person -> names.put(person.id(), Named.of(person)));
    }
    ids.forEach(id -> names.computeIfAbsent(id, Named::unknown));
    return names;
  }

  /** The person's name, with a stand-in for who is unknown. */
  public Named name(UUID id) {
    return find(id).map(Named::of).orElseGet(() -> Named.unknown(id));
  }

  /**
   * Takes news unless newer news is known.
   *
   * @return whether it was taken
   */
  boolean put(Person person) {
    return jdbc.sql(PUT)
            .param("id", person.id())
            .param("username", person.username())
            .param("displayName", person.displayName())
            .param("role", person.role())
            .param("level", person.level().name())
            .param("disabled", person.disabled())
            .param("asOf", Timestamp.from(person.asOf()))
            .update()
        == 1;
  }

  /** Marks the account disabled, unless newer news is known; who is unknown stays unknown. */
  boolean disable(UUID id, Instant at) {
    return jdbc.sql(
                """
                insert into person (id, username, role, level, disabled, as_of)
                values (:id, 'unknown', 'USER', 'NONE', true, :at)
                on conflict (id) do update set disabled = true, as_of = excluded.as_of
                where person.as_of <= excluded.as_of and not person.deleted
                """)
            .param("id", id)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** Forgets name and level for good: nothing that comes later brings them back. */
  boolean delete(UUID id, Instant at) {
    return jdbc.sql(
                """
                insert into person (id, username, display_name, role, level, deleted, as_of)
                values (:id, 'deleted-user', 'Deleted user', 'USER', 'NONE', true, :at)
                on conflict (id) do update set username = excluded.username,
                  display_name = excluded.display_name, role = 'USER', level = 'NONE',
                  deleted = true, as_of = excluded.as_of
                where not person.deleted
                """)
            .param("id", id)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    return new Person(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("role"),
        Level.valueOf(row.getString("level")),
        row.getBoolean("disabled"),
        row.getBoolean("deleted"),
        row.getTimestamp("as_of").toInstant());
  }
}
