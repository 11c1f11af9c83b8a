create table account (
  id             uuid        primary key,
  version        bigint      not null,
  username       text        not null check (length(username) between 3 and 32),
  email          text        not null check (length(email) <= 254),
  display_name   text        not null check (length(display_name) <= 80),
  bio            text        not null check (length(bio) <= 1000),
  time_zone      text        not null,
  role           text        not null check (role in ('USER', 'ADMIN')),
  reviewer_level text        not null check (reviewer_level in ('NONE', 'JUNIOR', 'SENIOR')),
  preferences    text        not null,
  password_hash  text        not null,
  disabled       boolean     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

-- One name and one address each, whatever the case.
create unique index account_username on account (lower(username));
create unique index account_email on account (lower(email));
create index account_reviewers on account (lower(username)) where reviewer_level <> 'NONE';

-- A login is the family of all refresh tokens that follow from one proof of identity.
create table login (
  id           uuid        primary key,
  account_id   uuid        not null references account on delete cascade,
  address      text        not null,
  user_agent   text        not null,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz,
  end_reason   text
);

create index login_of_account on login (account_id) where ended_at is null;

-- Used tokens stay until they expire: only so can a replay be told from a guess.
create table refresh_token (
  hash       bytea       primary key,
  login_id   uuid        not null references login on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create index refresh_token_of_login on refresh_token (login_id);

-- What is counted against a limit: failed logins and registrations. The key is a hash, because
-- people type passwords into the name's field.
create table attempt (
  kind    text        not null,
  key     bytea       not null,
  address text        not null,
  at      timestamptz not null
);

create index attempt_by_key on attempt (kind, key, address, at);
create index attempt_by_address on attempt (kind, address, at);

-- ES256 pairs. The private half is wiped when the key stops signing, the row goes when its last
-- token has ended.
create table signing_key (
  kid         text        primary key,
  public_jwk  text        not null,
  private_jwk text,
  signs_from  timestamptz not null unique,
  retires_at  timestamptz not null,
  expires_at  timestamptz not null
);

create table personal_token (
  id           uuid        primary key,
  account_id   uuid        not null references account on delete cascade,
  name         text        not null check (length(name) <= 80),
  hash         bytea       not null unique,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz
);

create index personal_token_of_account on personal_token (account_id);

create table audit (
  id      uuid        primary key,
  at      timestamptz not null,
  actor   uuid,
  action  text        not null,
  subject uuid,
  address text        not null,
  detail  text        not null
);

create index audit_by_actor on audit (actor, id);
create index audit_by_action on audit (action, id);

create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the audit is append-only'; end $$;

create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();
