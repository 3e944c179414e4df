import Database from 'better-sqlite3';

/** When a worker would find something next, looked up over a connection of its own. */
export const openDueRows = (file: string, without: readonly string[] = []) => {
  const database = new Database(file, { readonly: true });
  const tables = database
    .prepare(
      `select m.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name = 'due_at'`,
    )
    .pluck()
    .all()
    .map(String)
    .filter((table) => !without.includes(table));
  const first = tables.map((table) =>
    database
      .prepare(`select min(max(due_at, coalesce(lease_until + 1, 0))) from ${table} where due_at is not null`)
      .pluck(),
  );
  return {
    /** Epoch milliseconds. */
    nextAt: (): number | undefined => {
      const times = first
        .map((statement) => statement.get())
        .filter((at) => at !== null)
        .map(Number);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    close: (): void => void database.close(),
  };
};
