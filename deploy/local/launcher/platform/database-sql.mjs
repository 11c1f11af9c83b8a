// One database; a role and a schema for each service that keeps data, and no way into another's.
import { SCHEMAS } from '../secrets.mjs';

export const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** Statements on one line each, good to run again; per database to connect to. */
export function bootstrapSql(secrets) {
  return [
    { database: 'postgres', statements: ['CREATE DATABASE cove'] },
    {
      database: 'cove',
      statements: [
        'REVOKE ALL ON DATABASE cove FROM PUBLIC',
        'REVOKE ALL ON SCHEMA public FROM PUBLIC',
        ...SCHEMAS.flatMap((schema) => ofSchema(schema, secrets.database[schema])),
      ],
    },
  ];
}

function ofSchema(schema, password) {
  const role = `cove_${schema}`;
  return [
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF; END $$`,
    `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${quoted(password)}`,
    `GRANT CONNECT, TEMPORARY ON DATABASE cove TO ${role}`,
    `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${role}`,
    `ALTER ROLE ${role} IN DATABASE cove SET search_path = ${schema}`,
  ];
}
