import { Client, Pool, types } from 'pg';

export interface PostgresConnectionOptions {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  /** Connections at once; 10 unless told. */
  readonly poolMax?: number | undefined;
}

/** A bounded pool whose every statement, lock and idle transaction ends after a while. */
export const openPool = ({ url, poolMax = 10 }: PostgresConnectionOptions): Pool => {
  const pool = new Pool({
    connectionString: url,
    application_name: 'facepay',
    max: poolMax,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    pipeline: true, // statements that do not wait for one another share a round trip
    statement_timeout: limits.statement_timeout,
    lock_timeout: limits.lock_timeout,
    idle_in_transaction_session_timeout: limits.idle_in_transaction_session_timeout,
    // Where the network swallows the answer, the server's own limit does not reach us.
    query_timeout: limits.statement_timeout + 2000,
    types: { getTypeParser: (oid, format) => (oid === bigint && format !== 'binary' ? Number : parserOf(oid, format)) },
  });
  // Whoever uses a connection hears of its end by the statement; without a listener the process would end.
  pool.on('error', ignore);
  pool.on('connect', (client) => void client.on('error', ignore));
  return pool;
};

/** Times and counts of ours stay below 2^53. */
const bigint = types.builtins.INT8;
const parserOf = types.getTypeParser;
const ignore = (): void => undefined;
/** Milliseconds. */
const limits = { statement_timeout: 5000, lock_timeout: 2000, idle_in_transaction_session_timeout: 10_000 } as const;

/**
 * Throws where a setting does not hold that durability or our patience rests on. A throw-away database may do without
 * flushing to disk.
 */
export const assertSettings = async (pool: Pool, throwAway: boolean): Promise<void> => {
  const { rows } = await pool.query<{ readonly name: string; readonly setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [['fsync', 'full_page_writes', 'synchronous_commit', ...Object.keys(limits)]],
  );
  const found = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  const wrong = [
    ...(throwAway ? [] : ['fsync', 'full_page_writes', 'synchronous_commit'].filter((name) => found[name] === 'off')),
    ...Object.entries(limits).flatMap(([name, limit]) => (found[name] === String(limit) ? [] : [name])),
  ];
  if (wrong.length > 0)
    throw new Error(`PostgreSQL settings: ${wrong.map((name) => `${name} is ${found[name]}`).join(', ')}`);
};

/** One process at a time, for as long as it takes: a lock of the session, so that it goes with a process that is killed. */
export const whileLocked = async (url: string, work: () => Promise<void>): Promise<void> => {
  const client = new Client({ connectionString: url, application_name: 'facepay migration' });
  client.on('error', ignore);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await work();
  } finally {
    await client.end();
  }
};

/** Any number that nobody else in the database uses. */
const migrationLock = 7_226_729_001;
