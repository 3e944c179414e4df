import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

/** Every committed page of main file and log together, as one hash. */
export const contentsOf = (database: Database.Database): string =>
  createHash('sha256').update(database.serialize()).digest('hex');
