import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { minute } from '@facepay/domain';
import type { SchoolOptions } from '../conformance/wechat-school.ts';
import { callServer, type Said, type ServerAnswer } from './server-call.ts';
import {
  adoptTheSchool,
  createTerminal,
  entryOf,
  must200,
  type ServerPupil,
  type ServerTerminal,
  signUp,
} from './server-school.ts';
import { must, openServerWorld, type ServerWorld, tokens } from './server-world.ts';

/** What most tests of the routes start from: a school of ours with the pupil `pupil-1` and the terminal `device-1`. */
export interface Classroom {
  readonly world: ServerWorld;
  readonly organization: string;
  readonly pupil: ServerPupil;
  readonly terminal: ServerTerminal;
  /** As the admin unless told; each request under a key of its own. */
  readonly call: (method: string, target: string, body?: unknown, token?: string) => Promise<ServerAnswer>;
  /** As the auditor. */
  readonly get: (target: string) => Promise<ServerAnswer>;
  /** The answer, after checking that nothing was stored and that it is one of ours. */
  readonly refused: (status: number, method: string, target: string, said?: Said) => Promise<ServerAnswer>;
  /** Uploads one sale of `pupil-1` and returns its id. */
  readonly sell: (amountFen: number, change?: Parameters<ServerTerminal['mint']>[2]) => Promise<string>;
  /** The worker's rounds by hand, for five seconds. */
  readonly work: () => Promise<void>;
}

export const openClassroom = async (options: SchoolOptions = {}): Promise<Classroom> => {
  const world = await openServerWorld(options);
  await adoptTheSchool(world);
  const pupil = await signUp(world, 'pupil-1');
  const terminal = createTerminal(world, 'device-1', 1);
  await terminal.enrol();
  const call: Classroom['call'] = (method, target, body, token = tokens.admin) =>
    callServer(world, method, target, { token, body, headers: { 'idempotency-key': randomUUID() } });
  return {
    world,
    organization: world.school.organization,
    pupil,
    terminal,
    call,
    get: (target) => call('GET', target, undefined, tokens.auditor),
    refused: async (status, method, target, said = {}) => {
      const before = await world.store.storeDigest();
      const headers = { 'idempotency-key': randomUUID(), ...said.headers };
      const answer = await callServer(world, method, target, { token: tokens.admin, ...said, headers });
      expect(answer.status).toBe(status);
      expect(await world.store.storeDigest()).toBe(before);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json).toMatchObject({
        status,
        code: expect.any(String),
        requestId: answer.headers['x-request-id'],
      });
      expect(answer.text).not.toMatch(/ {4}at |node_modules|\.ts:/u);
      return answer;
    },
    sell: async (amountFen, change = {}) => {
      const answer = must200(await terminal.upload([entryOf(await terminal.mint(pupil, amountFen, change))]));
      return String(resultsOf(answer)[0]?.['deductionId']);
    },
    work: async () => {
      for (let round = 0; round < 5; round += 1) {
        const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 100)());
        for (const claimed of due) await world.useCases.progressDeduction(claimed)();
        await world.school.pass(1000);
      }
    },
  };
};

/** The answers of an upload, entry by entry. */
export const resultsOf = ({ json }: ServerAnswer): Items => itemsOf(json['results']);
export const itemsOf = (value: unknown): Items => (Array.isArray(value) ? value : []);
type Items = readonly Readonly<Record<string, unknown>>[];
