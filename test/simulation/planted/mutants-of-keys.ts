import type { NoticeReader } from '@facepay/domain';
import type { OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import type { KeyChange, Op, Plan } from '../plan/plan.ts';
import type { Mutant, MutantContext } from './mutant.ts';
import { signedAnew } from './signed-anew.ts';

type Signed = { readonly headers: Readonly<Record<string, readonly string[]>>; readonly body: Uint8Array };
const serialOf = ({ headers }: Signed): string => headers['wechatpay-serial']?.[0] ?? '';
const isProbe = ({ headers }: Signed): boolean =>
  headers['wechatpay-signature']?.[0]?.startsWith('WECHATPAY/SIGNTEST/') === true;

const changes =
  (...kinds: readonly KeyChange[]) =>
  ({ ops }: Plan): boolean =>
    ops.some((op: Op) => op.type === 'rotate' && kinds.includes(op.change));

/** Everything that claims to come from WeChat is believed where `isBelieved` says so, and refused where it says no. */
type Judge = (context: MutantContext) => (message: Signed) => boolean | undefined;
const believing = (judge: Judge): Required<Pick<Mutant, 'notices' | 'wechatLine'>> => {
  const bending = (context: MutantContext) => {
    const isBelieved = judge(context);
    return async <M extends Signed>(message: M): Promise<M> => {
      const believed = isBelieved(message);
      if (believed === undefined) return message;
      return believed ? signedAnew(context.keys(), message, context.clock.now()) : { ...message, headers: {} };
    };
  };
  return {
    notices: (reader: NoticeReader, context): NoticeReader => {
      const bent = bending(context);
      return { read: async (request, now) => reader.read(await bent(request), now) };
    },
    wechatLine: (line, context) => {
      const bent = bending(context);
      return async (call: OutgoingCall): Promise<TransportResult> => {
        const result = await line(call);
        return result.type === 'Answered' ? { ...result, answer: await bent(result.answer) } : result;
      };
    },
  };
};

const anySignature: Mutant = {
  name: 'an answer under any signature is believed',
  noticedBy: ['INV-36', 'INV-54'],
  wechatLine: believing(() => () => true).wechatLine,
};

const unknownSerial: Mutant = {
  name: 'a serial that nobody knows is believed once the certificates were asked for',
  noticedBy: ['INV-36', 'INV-46', 'INV-54'],
  suits: ({ ops }) => ops.some((op) => op.type === 'gateway' && op.rule.kind === 'wrong-serial'),
  ...believing(({ keys }) => (message) => {
    const { platform, publicKey } = keys();
    const known = ['', publicKey.id, ...platform.map(({ serialNo }) => serialNo)];
    return known.includes(serialOf(message)) || isProbe(message) || isNext(message) ? undefined : true;
  }),
};
const isNext = (message: Signed): boolean => serialOf(message).startsWith('5B');

/** Each new serial puts an end to those before it. */
const newestOnly: Mutant = {
  name: 'only the newest key is believed',
  noticedBy: ['INV-55', 'INV-56'],
  suits: changes('mixed', 'platform-back'),
  ...believing(() => {
    const seen: string[] = [];
    return (message) => {
      const serial = serialOf(message);
      if (serial !== '' && !seen.includes(serial)) seen.push(serial);
      return serial === seen.at(-1) ? undefined : false;
    };
  }),
};

const expiredBelieved: Mutant = {
  name: 'a certificate that has run out is believed',
  noticedBy: ['INV-36', 'INV-46', 'INV-54'],
  suits: changes('expired'),
  ...believing(({ keys, clock }) => (message) => {
    const key = keys().platform.find(({ serialNo }) => serialNo === serialOf(message));
    return key !== undefined && key.expiresAt < clock.now() ? true : undefined;
  }),
};

const oldSealDropped: Mutant = {
  name: 'the old APIv3 key is dropped when there is a new one',
  noticedBy: ['INV-56'],
  apiV3Keys: (keys) => keys.slice(0, 1),
};

/** Which keys are WeChat's, and until when: INV-54 to INV-56. */
export const ofKeys: readonly Mutant[] = [anySignature, unknownSerial, newestOnly, expiredBelieved, oldSealDropped];
