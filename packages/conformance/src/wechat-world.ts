import {
  type ContractId,
  DeductionNo,
  type DeductionRef,
  type DeductionRequest,
  Fen,
  type Instant,
  type OrganizationId,
  OutUserId,
  type SubMchid,
  type UserId,
  type WechatDeductions,
  type WechatMemberChanges,
  type WechatMembers,
  type WechatOrganizations,
  type WechatReEnrolments,
  type WechatRefunds,
  type WechatTerminals,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** What goes wrong on the way of the next call that matters, as far as a caller can tell: it gets no answer it may believe. */
export type Disturbance =
  /** It never arrives. */
  | 'request-lost'
  /** It takes effect, the answer is lost. */
  | 'answer-lost'
  | 'answer-cut'
  | 'answer-unsigned'
  | 'answer-forged'
  | 'answer-stale'
  | 'answer-under-unknown-key'
  /** WeChat's own test of us (INV-47). */
  | 'answer-probe'
  | 'broken-before-effect'
  | 'broken-after-effect'
  /** It arrives twice. */
  | 'twice';

/** How WeChat charges the next deduction: as always, later, or closing the order when the charge fails. */
export type Charging = 'later' | 'closing';
/** A refund takes some minutes; this one is paid at once, or cannot be handed over, or is closed. */
type RefundCourse = 'at-once' | 'abnormal' | 'closed';

/** One school at a WeChat Pay that a suite can drive, and our ports towards it. */
export interface WechatWorld {
  readonly organizations: WechatOrganizations;
  readonly members: WechatMembers;
  readonly memberChanges: WechatMemberChanges;
  readonly reEnrolments: WechatReEnrolments;
  readonly deductions: WechatDeductions;
  readonly refunds: WechatRefunds;
  readonly terminals: WechatTerminals;
  readonly organization: OrganizationId;
  readonly name: string;
  readonly subMchid: SubMchid;
  readonly now: () => Instant;
  readonly pass: (ms: number) => Promise<void>;
  readonly disturb: (what: Disturbance) => Promise<void>;
  /** The same of the next call about a refund. */
  readonly disturbRefund: (what: Disturbance) => Promise<void>;
  readonly charge: (how: Charging) => Promise<void>;
  /** The photo is taken in the mini program. */
  readonly enrol: (token: string, outUserId: OutUserId) => Promise<UserId>;
  /** A payer of their own agrees to be charged, with any card. */
  readonly sign: (token: string, outUserId: OutUserId) => Promise<ContractId>;
  /** The same with a pre-signing; a card asked for is bound, unless its phone is wrong. */
  readonly signWithCard: (presigned: string, outUserId: OutUserId, phone: 'right' | 'wrong') => Promise<ContractId>;
  /** How terminals know a signed member: for the name on the screen and the phone-tail check. */
  readonly shown: (outUserId: OutUserId) => Promise<ShownMember | undefined>;
  /** WeChat wants a new photo; it is taken; the payer confirms it. */
  readonly reEnrol: (user: UserId, what: 'require' | 'upload' | 'confirm') => Promise<void>;
  /** The payer ends the contract inside WeChat. */
  readonly endContract: (user: UserId) => Promise<void>;
  readonly disable: (user: UserId) => Promise<void>;
  /** What the payer has from now on, and whether WeChat would advance the rest. */
  readonly fund: (outUserId: OutUserId, balance: Fen, advance: boolean) => Promise<void>;
  readonly repay: (outUserId: OutUserId) => Promise<void>;
  readonly credential: (user: UserId, amount: Fen) => Promise<string>;
  /** The money truth: how many deductions the school was paid for. */
  readonly paidCount: () => Promise<number>;
  /** The money truth: what payers were given back. */
  readonly refundedFen: () => Promise<number>;
  /** What becomes of the next refund: paid later, or not. */
  readonly refundNext: (how: RefundCourse) => Promise<void>;
}
export interface ShownMember {
  readonly name: string;
  readonly classOrPost: string;
  readonly phoneTail: string;
}
export type OpenWechatWorld = () => Promise<WechatWorld>;

export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`expected a result, got ${JSON.stringify(either.left)}`);
  return either.right;
};
export const run = async <A>(task: TaskEither<unknown, A>): Promise<A> => must(await task());

export const pupil = (n: number): OutUserId => must(OutUserId.of(`pupil-${String(n).padStart(4, '0')}`));
export const fen = (amount: number): Fen => must(Fen.of(amount));
const noNumbered = (n: number): DeductionNo => must(DeductionNo.of(`F${String(n).padStart(30, '0')}`));

export interface SignedPupil {
  readonly outUserId: OutUserId;
  readonly userId: UserId;
  readonly contractId: ContractId;
}
/** Token, photo, signature: somebody who can be recognised and charged. */
export const signUp = async (world: WechatWorld, n = 1): Promise<SignedPupil> => {
  const outUserId = pupil(n);
  const token = await run(world.members.token(world.organization, outUserId));
  const userId = await world.enrol(token, outUserId);
  return { outUserId, userId, contractId: await world.sign(token, outUserId) };
};

export interface Meal {
  readonly request: DeductionRequest;
  readonly at: DeductionRef;
  readonly body: string;
}
/** One meal of a pupil, with a credential of its own unless one is given. */
export const mealOf = async (
  world: WechatWorld,
  { userId }: SignedPupil,
  {
    n = 1,
    amount = fen(1200),
    credential,
  }: { readonly n?: number; readonly amount?: Fen; readonly credential?: string } = {},
): Promise<Meal> => {
  const at: DeductionRef = { no: noNumbered(n), subMchid: world.subMchid, amount };
  const request: DeductionRequest = {
    ...at,
    organization: world.organization,
    scene: 'canteen',
    credential: credential ?? (await world.credential(userId, amount)),
    deviceIp: '10.0.0.7',
    description: '午餐',
  };
  return { at, request, body: world.deductions.prepare(request) };
};
