-- What a terminal showed last before its container was stopped, without anything but text and colours.
alter table terminal add column last_text text;
alter table terminal add column last_text_at timestamptz;
