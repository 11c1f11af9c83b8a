#!/bin/sh
# Run once by the official image, on an empty data folder: a role and a schema for each service that
# keeps data, and no way into another's.
set -eu

schema() {
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname cove -v name="$1" -v role="cove_$1" -v password="$2" <<'SQL'
CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
GRANT CONNECT, TEMPORARY ON DATABASE cove TO :"role";
CREATE SCHEMA :"name" AUTHORIZATION :"role";
ALTER ROLE :"role" IN DATABASE cove SET search_path = :"name";
SQL
}

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname cove \
  -c 'REVOKE ALL ON DATABASE cove FROM PUBLIC' -c 'REVOKE ALL ON SCHEMA public FROM PUBLIC'
schema auth "$COVE_DB_PASSWORD_AUTH"
schema workspace "$COVE_DB_PASSWORD_WORKSPACE"
schema sandbox "$COVE_DB_PASSWORD_SANDBOX"
schema review "$COVE_DB_PASSWORD_REVIEW"
