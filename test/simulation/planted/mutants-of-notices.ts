import { Instant, type NoticeReader, type NoticeRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { signedByWechat } from '../oracles/wechat-signature.ts';
import { attackedBy, type Mutant, type MutantContext } from './mutant.ts';
import { resealed, signedAnew } from './signed-anew.ts';

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

/** What WeChat tells us, and who else: INV-45, INV-46, INV-48. */
export const ofNotices: readonly Mutant[] = [
  notVerified,
  localhostTrusted,
  parsedFirst,
  bodyReserialised,
  windowOfOneSide,
  tagUnchecked,
];
