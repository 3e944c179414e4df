import { dueWorkSuite, eventLogSuite, readsSuite, storageSuite } from '@facepay/conformance';
import { openPostgres } from './postgres-store.ts';
import { openMemory, openSqliteFile, openSqliteMemory } from './storage-stores.ts';

const stores = {
  memory: openMemory(false),
  'memory, every rule run twice': openMemory(true),
  'SQLite in memory': openSqliteMemory,
  'SQLite file, two connections': openSqliteFile,
  'PostgreSQL, two pools': openPostgres,
};
for (const [name, open] of Object.entries(stores)) {
  storageSuite(name, open);
  dueWorkSuite(name, open);
  readsSuite(name, open);
  eventLogSuite(name, open);
}
