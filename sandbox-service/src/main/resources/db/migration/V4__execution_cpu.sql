-- Processor time of a run, of all its processes that were waited for.
alter table execution add column cpu_ms bigint not null default 0;
