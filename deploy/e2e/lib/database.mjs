// PostgreSQL by itself, as the platform has it: the floor under everything that is durable.
import pg from 'pg';

/** A connection to the platform's database, to be opened by the caller. */
export const clientOf = ({ port, user, password }) => new pg.Client({ host: '127.0.0.1', port, user, password, database: 'cove' });

/** A table of its own in a schema of its own; the caller drops it. */
export class PlainDatabase {
  static async open({ port, password, connections = 1 }) {
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'cove', password, database: 'cove', max: connections });
    await pool.query('drop schema if exists bench cascade');
    await pool.query('create schema bench');
    await pool.query('create table bench.save (id bigint generated always as identity primary key, data bytea not null)');
    return new PlainDatabase(pool);
  }

  constructor(pool) {
    this.pool = pool;
  }

  /** One transaction with one insert: durable when it is answered. */
  async insert(text) {
    await this.pool.query({ name: 'save', text: 'insert into bench.save (data) values ($1)', values: [Buffer.from(text)] });
  }

  async drop() {
    await this.pool.query('drop schema bench cascade');
    await this.pool.end();
  }
}
