-- Events leave a service through the outbox: written in the business transaction, relayed in order of id.
create table outbox (
  id             bigint generated always as identity primary key,
  event_id       uuid        not null unique,
  topic          text        not null,
  event_key      text        not null,
  type           text        not null,
  correlation_id text,
  occurred_at    timestamptz not null,
  data           text        not null
);

-- Events enter through the inbox: a consumer acts on each id once.
create table inbox (
  event_id    uuid        not null,
  consumer    text        not null,
  received_at timestamptz not null default now(),
  primary key (event_id, consumer)
);

create index inbox_received_at on inbox (received_at);
