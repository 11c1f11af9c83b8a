-- Containers that run and wait for a session. To claim one is to delete its row, in the transaction that
-- gives it to a sandbox; a row is written before its container is made, so no container is ever unknown.
create table pooled (
  sandbox_id   text        primary key,
  node         text        not null,
  uid          int         not null,
  container_id text,
  created_at   timestamptz not null,
  ready_at     timestamptz
);

create index pooled_ready on pooled (node, ready_at) where ready_at is not null;
