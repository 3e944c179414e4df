import {
  Instant,
  type NoticeReader,
  type NoticeRequest,
  type StoreFailure,
  type Wanted,
  type Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { signedByWechat } from '../oracles/wechat-signature.ts';
import { changedWrites } from './changed-writes.ts';
import { attackedBy, type Mutant, type MutantContext } from './mutant.ts';
import { resealed, signedAnew } from './signed-anew.ts';
import { answeringEarly, isNotice, lookOnly } from './storage-seams.ts';

const attacked = attackedBy('notices');

/** The reader is handed another request than the one that came. */
const rereading =
  (change: (request: NoticeRequest, context: MutantContext) => NoticeRequest | Promise<NoticeRequest>) =>
  (reader: NoticeReader, context: MutantContext): NoticeReader => ({
    read: async (request, now) => reader.read(await change(request, context), now),
  });

const notVerified: Mutant = {
  name: 'the signature of a notice is not looked at',
  noticedBy: ['INV-46', 'BAD-11'],
  suits: ({ ops }) => ops.some((op) => attacked(op) || (op.type === 'gateway' && op.rule.kind === 'notice-forge')),
  notices: rereading((request, { keys }) => signedAnew(keys(), request)),
};

const localhostTrusted: Mutant = {
  name: 'a notice from localhost needs no signature',
  noticedBy: ['INV-48', 'INV-46'],
  needs: attacked,
  notices: rereading((request, { keys }) =>
    request.headers['host']?.[0]?.startsWith('localhost') === true ? signedAnew(keys(), request) : request,
  ),
};

const parsedFirst: Mutant = {
  name: 'a notice is parsed first, and then verified',
  noticedBy: ['INV-45'],
  needs: attacked,
  notices: (reader) => ({
    read: async (request, now) =>
      isJson(request.body) ? reader.read(request, now) : E.left({ type: 'NoticeUnreadable', reason: 'no JSON' }),
  }),
};
const isJson = (body: Uint8Array): boolean => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) !== null;
  } catch {
    return false;
  }
};

const serialised = (request: NoticeRequest): NoticeRequest =>
  isJson(request.body)
    ? { ...request, body: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(request.body).toString('utf8')))) }
    : request;
const bodyReserialised: Mutant = {
  name: 'the signature is checked over a body written anew',
  noticedBy: ['BAD-4', 'INV-46'],
  needs: attacked,
  notices: rereading(serialised),
};

/** Only what is too old is refused; what comes from the future is not. */
const windowOfOneSide: Mutant = {
  name: 'a notice of tomorrow is believed',
  noticedBy: ['BAD-7', 'INV-46'],
  needs: attacked,
  notices: (reader) => ({
    read: (request, now) => {
      const seconds = Number(request.headers['wechatpay-timestamp']?.[0]);
      return reader.read(request, Number.isSafeInteger(seconds) ? Instant.of(Math.max(now, 1000 * seconds)) : now);
    },
  }),
};

/** Opens whatever is in it, and believes that. */
const tagUnchecked: Mutant = {
  name: 'the tag of what is sealed is not looked at',
  noticedBy: ['BAD-13'],
  needs: attacked,
  notices: rereading((request, { keys, clock }) => {
    if (signedByWechat(keys(), request, clock.now()) === undefined) return request;
    const envelope = JSON.parse(Buffer.from(request.body).toString('utf8')) as {
      resource: Parameters<typeof resealed>[1];
    };
    const resource = { ...envelope.resource, ...resealed(keys(), envelope.resource) };
    return signedAnew(keys(), { ...request, body: Buffer.from(JSON.stringify({ ...envelope, resource })) });
  }),
};

const answeredBeforeStored: Mutant = {
  name: '2xx to a notice before it is stored',
  noticedBy: ['INV-49'],
  storage: (storage, { life }) => answeringEarly(isNotice, life)(storage),
};

const answeredWhenNotStored: Mutant = {
  name: '2xx to a notice that could not be stored',
  noticedBy: ['INV-49'],
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return request.target.startsWith('/notify/') && answer.status === 503
      ? { status: 204, headers: {}, body: new Uint8Array() }
      : answer;
  },
};

/** The mark lands, and the effect a moment later, if nothing comes between. */
const markedFirst: Mutant = {
  name: 'a notice is marked as processed before its effect',
  noticedBy: ['INV-50'],
  storage: (storage, { life }) => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      'notice' in work.read && 'spending' in work.read
        ? async () => {
            const decided = await lookOnly(storage, work);
            if (decided === undefined || E.isLeft(decided)) return storage.transact(work)();
            const only = (isMark: boolean): Work<W, R, A> => ({
              ...work,
              decide: () =>
                E.right({
                  ...decided.right,
                  writes: decided.right.writes.filter(({ kind }) => (kind === 'notice') === isMark),
                  events: isMark ? [] : decided.right.events,
                }),
            });
            await storage.transact(only(true))();
            await life.sleep(20);
            return storage.transact(only(false))();
          }
        : storage.transact(work),
  }),
};

const amountNotCompared: Mutant = {
  name: 'a notice of another sum is believed',
  noticedBy: ['INV-46'],
  needs: attacked,
  storage: changedWrites((one) => {
    if (one.kind !== 'notice' || one.to.reason !== 'amount-differs') return [one];
    const { reason: _, ...to } = one.to;
    return [{ ...one, to: { ...to, status: 'processed' } }];
  }),
};

/** What WeChat tells us, and who else: INV-45 to INV-50. */
export const ofNotices: readonly Mutant[] = [
  notVerified,
  localhostTrusted,
  parsedFirst,
  bodyReserialised,
  windowOfOneSide,
  tagUnchecked,
  answeredBeforeStored,
  answeredWhenNotStored,
  markedFirst,
  amountNotCompared,
];
