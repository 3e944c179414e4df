import type { StoredRecord } from './emulator-store.ts';

/** Records of one kind in memory; changes are collected until the next write-through. */
export interface Table<T> {
  readonly get: (key: string) => T | undefined;
  readonly put: (key: string, value: T) => void;
  readonly remove: (key: string) => void;
  readonly values: () => readonly T[];
  readonly entries: () => readonly (readonly [string, T])[];
}

export interface TableSource {
  readonly loaded: readonly StoredRecord[];
  readonly changed: (record: StoredRecord) => void;
}

/** Records written by an earlier run of this program are trusted to have their shape; the file is ours alone. */
export const createTable = <T>(kind: string, source: TableSource): Table<T> => {
  const records = new Map<string, T>();
  for (const { kind: of, key, json } of source.loaded)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, written by `put` below
    if (of === kind && json !== undefined) records.set(key, JSON.parse(json) as T);
  return {
    get: (key) => records.get(key),
    put: (key, value) => {
      records.set(key, value);
      source.changed({
        kind,
        key,
        // Only when it is saved: what changes twice before that is written once, and in memory never.
        get json() {
          return JSON.stringify(value);
        },
      });
    },
    remove: (key) => {
      if (records.delete(key)) source.changed({ kind, key, json: undefined });
    },
    values: () => [...records.values()],
    entries: () => [...records.entries()],
  };
};
