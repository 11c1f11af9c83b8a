-- Until when a person asked for a sandbox to stay, whatever happens in it.
alter table sandbox add column keep_alive_until timestamptz;
