import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Installation } from './installation.ts';

/** One hash over every row of every table: two equal ones mean that nothing was stored in between. */
export const digestOfStore = ({ folder }: Installation): string => {
  const database = new Database(join(folder, 'facepay.db'), { readonly: true });
  try {
    const hash = createHash('sha256');
    const tables = database.prepare(`select name from sqlite_master where type = 'table' order by name`).pluck().all();
    for (const table of tables) {
      const rows = database
        .prepare(`select * from "${String(table)}"`)
        .raw()
        .all();
      const lines = rows.map((row) => JSON.stringify(row)).sort();
      hash.update(`${String(table)} ${lines.length}\n${lines.join('\n')}\n`);
    }
    return hash.digest('hex');
  } finally {
    database.close();
  }
};
