import * as t from 'io-ts';

/** Faults of a request or its answer; `F-n` of `invariants.md` §2. */
export const requestFaultKinds = [
  /** F-1: never arrives; the connection breaks. */
  'lose-request',
  /** F-1: takes effect, the answer is lost. */
  'lose-reply',
  /** F-3: handled after `delayMs`. */
  'delay',
  /** F-2: handled twice; the first answer is given. */
  'duplicate',
  /** F-17: 500 SYSTEM_ERROR, nothing happened. */
  'error-500-before',
  /** F-17: 500 SYSTEM_ERROR, it happened. */
  'error-500-after',
  /** F-5: half of the answer body. */
  'truncate',
  /** F-18 */
  'wrong-signature',
  /** F-18 */
  'unsigned',
  /** F-18, INV-47: `WECHATPAY/SIGNTEST/…` */
  'probe-signature',
  /** F-18: a serial nobody knows. */
  'wrong-serial',
  /** F-18: signed ten minutes ago. */
  'stale-timestamp',
  /** F-20: a charge that fails closes the order. */
  'order-closed',
  /** F-19: answered ACCEPT (or, with `hidden`, 500), charged after `delayMs`; with `unseen` not to be found until then. */
  'accept-then-settle-later',
  /** F-19: the payer's money is not asked for and the charge fails, as if there were too little; a later attempt may pay. */
  'decline',
  /** This refund ends `ABNORMAL`: the payer's card is closed. */
  'refund-abnormal',
  /** This refund ends `CLOSED`. */
  'refund-closed',
  /** F-17: 429 FREQUENCY_LIMITED, signed; nothing happened. */
  'too-many-requests',
  /** F-21: one member has a value that no page documents. */
  'unknown-enum',
  /** F-21: nothing that is optional is in the answer. */
  'missing-members',
  /** F-21: members that no page documents. */
  'extra-members',
] as const;

/** Faults of notices. */
const noticeFaultKinds = [
  /** F-22: this delivery is lost; the schedule goes on. */
  'notice-drop',
  /** F-23: delivered twice at once. */
  'notice-duplicate',
  /** F-25: a forged copy, signed with a key that is not WeChat's, comes first. */
  'notice-forge',
  /** F-23: this delivery is `delayMs` late; signed when it leaves. */
  'notice-late',
] as const;

type RequestFaultKind = (typeof requestFaultKinds)[number];
type NoticeFaultKind = (typeof noticeFaultKinds)[number];
export type FaultKind = RequestFaultKind | NoticeFaultKind;

const kinds: ReadonlySet<string> = new Set([...requestFaultKinds, ...noticeFaultKinds]);

const isFaultKind = (input: unknown): input is FaultKind => typeof input === 'string' && kinds.has(input);

const faultKind = new t.Type<FaultKind>(
  'FaultKind',
  isFaultKind,
  (input, context) => (isFaultKind(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);

const maybe = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined]);

/** `POST /_emulator/faults`: for the next `count` matching requests, or for a `share` (0 to 1) of all; without either, the next one. */
export const FaultBody = t.intersection([
  t.type({
    kind: faultKind,
    match: maybe(t.type({ method: maybe(t.string), pathPrefix: maybe(t.string) })),
    count: maybe(t.number),
    share: maybe(t.number),
    delayMs: maybe(t.number),
    hidden: maybe(t.boolean),
  }),
  t.partial({ unseen: t.boolean }),
]);

export type FaultRule = t.TypeOf<typeof FaultBody>;
