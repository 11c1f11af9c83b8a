// ./cove sql: what an external PostgreSQL must be told once, with this installation's passwords.
import { bootstrapSql } from '../platform/database-sql.mjs';
import { loadSecrets } from '../secrets.mjs';

export function sql(settings) {
  for (const { database, statements } of bootstrapSql(loadSecrets(settings.secretsFile))) {
    console.log(`\\connect ${database}`);
    for (const statement of statements) console.log(`${statement};`);
  }
  return 0;
}
