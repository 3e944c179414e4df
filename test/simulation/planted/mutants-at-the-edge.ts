import { verifyEd25519Sync } from '@facepay/device-protocol';
import { Instant } from '@facepay/domain';
import type { HttpRequest } from '@facepay/wechat-protocol';
import { AsyncLocalStorage } from 'node:async_hooks';
import { elsewhereToken, officeToken } from '../world/keys.ts';
import { attackedBy, type Mutant } from './mutant.ts';

const anyKeyWillDo: Mutant = {
  name: 'a device request under any key',
  needs: attackedBy('requests'),
  noticedBy: ['INV-59'],
  serverDeps: (deps) => ({ ...deps, verifySignature: async () => true }),
};

const wrong = new Set<string>();
/** Refused in the end, yet the work is done by then. */
const workFirst: Mutant = {
  name: 'the work first, then the signature',
  needs: attackedBy('requests'),
  noticedBy: ['INV-59'],
  serverDeps: (deps) => ({
    ...deps,
    verifySignature: async (key, data, signature) => {
      if (!(await verifyEd25519Sync(key, data, signature))) wrong.add(Buffer.from(signature).toString('base64'));
      return true;
    },
  }),
  server: (handle) => async (request) => {
    const answer = await handle(request);
    const signature = /:([^:]+):/u.exec(request.headers['signature']?.[0] ?? '')?.[1] ?? '';
    return wrong.has(signature) ? { ...answer, status: 401 } : answer;
  },
};

const created = new AsyncLocalStorage<number | undefined>();
/** Its own time becomes that of the request, and terminals set their clocks by it: either may show first. */
const noWindow: Mutant = {
  name: 'a device request of any age',
  needs: attackedBy('requests'),
  noticedBy: ['INV-60', 'INV-64'],
  server: (handle) => (request) => created.run(createdOf(request), () => handle(request)),
  serverDeps: (deps) => ({
    ...deps,
    clock: { now: () => Instant.of(created.getStore() ?? deps.clock.now()) },
  }),
};
const createdOf = ({ headers }: HttpRequest): number | undefined => {
  const seconds = /;created=(\d+)/u.exec(headers['signature-input']?.[0] ?? '')?.[1];
  return seconds === undefined ? undefined : 1000 * Number(seconds);
};

const otherTenantsSeen: Mutant = {
  name: "another school's token sees ours",
  needs: attackedBy('tenants'),
  noticedBy: ['INV-92'],
  server: (handle) => (request) => {
    const authorization = request.headers['authorization']?.map((one) => one.replace(elsewhereToken, officeToken));
    return handle(
      authorization === undefined ? request : { ...request, headers: { ...request.headers, authorization } },
    );
  },
};

const anyCursor: Mutant = {
  name: 'a forged page token begins at the first page',
  needs: attackedBy('tenants'),
  noticedBy: ['BAD-80'],
  server: (handle) => (request) => handle({ ...request, target: request.target.replace(/[?&]cursor=[^&]*/u, '') }),
};

/** Forgets that the window is ours to judge, by our own clock. */
const noticesOfAnyAge: Mutant = {
  name: 'a notice dated by itself',
  needs: (op) => op.type === 'clock' && op.process === 'server',
  noticedBy: ['INV-46'],
  notices: (reader) => ({
    read: (request, now) => {
      const seconds = Number(request.headers['wechatpay-timestamp']?.[0]);
      return reader.read(request, Number.isSafeInteger(seconds) ? Instant.of(1000 * seconds) : now);
    },
  }),
};

/** What must not come in at all: F-25, BAD-41 to BAD-43, BAD-79, BAD-80, BAD-90. */
export const atTheEdge: readonly Mutant[] = [
  anyKeyWillDo,
  workFirst,
  noWindow,
  otherTenantsSeen,
  anyCursor,
  noticesOfAnyAge,
];
