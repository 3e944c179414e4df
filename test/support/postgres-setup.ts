import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run; the run fails where none can be started. */
    readonly postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run: a given one, or a throw-away one of our own. */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env['TEST_POSTGRES_URL'];
  const { url, stop } =
    given === undefined ? await startPostgres() : { url: given, stop: (): Promise<void> => Promise.resolve() };
  project.provide('postgresUrl', url);
  return stop;
};
export default setup;
