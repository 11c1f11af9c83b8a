-- What this service has to know of a session: who owns it and whether it may run.
create table session (
  id         uuid        primary key,
  owner_id   uuid        not null,
  name       text        not null,
  status     text        not null,
  updated_at timestamptz not null default now()
);

create index session_owner on session (owner_id);

-- One row a session that ever had a sandbox. The state changes by compare-and-set on version only.
create table sandbox (
  session_id       uuid        primary key,
  owner_id         uuid        not null,
  state            text        not null,
  reason           text,
  version          bigint      not null default 0,
  sandbox_id       text unique,
  container_id     text,
  uid              int         not null default 0,
  image            text,
  node             text,
  applied_revision bigint      not null default 0,
  since            timestamptz not null,
  started_at       timestamptz
);

create index sandbox_owner on sandbox (owner_id);
create index sandbox_live on sandbox (state) where state in ('STARTING', 'RUNNING', 'STOPPING');

-- Each container runs as a user of its own: per-user kernel budgets are not shared between sessions.
create sequence sandbox_uid minvalue 100000 maxvalue 599999 cycle;

-- Numbers of terminals and executions towards an agent, unique in its life.
create sequence agent_handle as int minvalue 1 maxvalue 2147483000 cycle;

-- A terminal outlives its container as a tab; sandbox_id and handle say where it is open now.
create table terminal (
  id         uuid        primary key,
  session_id uuid        not null,
  name       text        not null,
  cols       int         not null,
  rows       int         not null,
  sandbox_id text,
  handle     int,
  created_at timestamptz not null,
  exited     boolean     not null default false,
  exit_code  int
);

create index terminal_session on terminal (session_id, created_at);

create table execution (
  id                uuid        primary key,
  session_id        uuid        not null,
  sandbox_id        text        not null,
  handle            int         not null,
  what              text        not null,
  started_at        timestamptz not null,
  ended_at          timestamptz,
  outcome           text,
  exit_code         int,
  signal            int,
  stdout            text        not null default '',
  stderr            text        not null default '',
  truncated         boolean     not null default false,
  duration_ms       bigint      not null default 0,
  max_memory_bytes  bigint      not null default 0
);

create index execution_session on execution (session_id, id desc);
