import {
  type Books,
  type ContractId,
  type Deduction,
  type DeductionAnswer,
  type DeductionCommand,
  type DeductionEvent,
  type DeductionNo,
  defaultPolicy,
  type FaceUser,
  type FaceUserCommand,
  type Fen,
  type Instant,
  later,
  nothingSpent,
  type OrganizationId,
  type OutUserId,
  type Spending,
  type UserId,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Rules } from '../rules.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { Fate, Plan, Step } from './plan.ts';
import { organizationOf, saleOf } from './sample.ts';

/** A request on its way to WeChat. */
interface Pending {
  readonly no: DeductionNo;
  readonly amount: Fen;
  readonly fate: Fate;
  readonly arrivesAt: Instant;
}
/** One stored deduction with all that a check wants to know of its past. */
export interface Line {
  deduction: Deduction;
  readonly events: DeductionEvent[];
  readonly attempts: { readonly no: DeductionNo; readonly request: string; readonly at: Instant }[];
  slowQuery: DeductionCommand | undefined;
  slowReply: DeductionAnswer | undefined;
}
/** What one command did, handed to the checks. */
export interface Moved {
  readonly command: DeductionCommand | { readonly type: 'Reserve' };
  readonly before: Deduction;
  readonly line: Line;
}
export interface World {
  readonly plan: Plan;
  readonly gateway: Gateway;
  readonly lines: readonly Line[];
  readonly pending: Pending[];
  now: Instant;
  spending: Spending;
  testMerchant: Spending | undefined;
  member: FaceUser;
}

const { inFlightMs, unknownMaxMs } = defaultPolicy;

export const createWorld = (rules: Rules, plan: Plan): World => {
  const member = tellMember(rules, undefined, {
    type: 'Put',
    organization: 'O1' as OrganizationId,
    outUserId: 'pupil-1' as OutUserId,
    profile: { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '3-2' },
  });
  if (member === undefined) throw new Error('a roster entry makes a member');
  const world: World = {
    plan,
    gateway: createGateway(),
    lines: plan.amounts.map((amount, index) => receive(rules, plan, amount, index)),
    pending: [],
    now: plan.startsAt,
    spending: nothingSpent,
    testMerchant: plan.testMerchant ? nothingSpent : undefined,
    member,
  };
  become(rules, world, 'signed');
  return world;
};

const receive = (rules: Rules, plan: Plan, amount: Fen, index: number): Line => {
  const sale = saleOf(index, amount, plan.startsAt);
  const decided = rules.deductionDecider.decide({ type: 'Receive', sale }, undefined);
  const events = E.isRight(decided) ? [...decided.right] : [];
  const deduction = events.reduce<Deduction | undefined>(rules.deductionDecider.evolve, undefined);
  if (deduction === undefined) throw new Error('a sale makes a deduction');
  return { deduction, events, attempts: [], slowQuery: undefined, slowReply: undefined };
};

const tellMember = (rules: Rules, user: FaceUser | undefined, command: FaceUserCommand): FaceUser | undefined => {
  const decided = rules.faceUserDecider.decide(command, user);
  return E.isRight(decided) ? decided.right.reduce<FaceUser | undefined>(rules.faceUserDecider.evolve, user) : user;
};

const become = (rules: Rules, world: World, becomes: 'signed' | 'terminated' | 'disabled'): void => {
  const terms = {
    contractId: `c${world.now}` as ContractId,
    mode: 'any-card',
    cardFrom: 'payer',
    signedAt: world.now,
  } as const;
  const command: FaceUserCommand = {
    type: 'RecordReading',
    reading: {
      startedAt: world.now,
      userId: 'user-1' as UserId,
      faceImage: 'ready',
      usage: becomes === 'disabled' ? 'disabled' : 'normal',
      contract:
        becomes === 'terminated'
          ? { status: 'terminated', ...terms, terminatedAt: world.now }
          : { status: 'signed', ...terms },
    },
  };
  world.member = tellMember(rules, world.member, command) ?? world.member;
};

/** Time passes; requests that were on their way arrive. */
export const passTime = (world: World, ms: number): void => {
  const until = later(world.now, ms);
  const arriving = world.pending.filter(({ arrivesAt }) => arrivesAt <= until);
  for (const { no, amount, fate, arrivesAt } of arriving) world.gateway.request(no, amount, fate, arrivesAt);
  world.pending.splice(0, Infinity, ...world.pending.filter(({ arrivesAt }) => arrivesAt > until));
  world.now = until;
};

const keep = (world: World, line: Line, books: Books, events: readonly DeductionEvent[]): void => {
  line.deduction = books.deduction;
  line.events.push(...events);
  world.spending = books.spending;
  world.testMerchant = books.testMerchant;
  world.member = books.member ?? world.member;
};

/** One command through the books; a refusal changes nothing. */
const tell = (rules: Rules, world: World, line: Line, command: DeductionCommand): Moved => {
  const before = line.deduction;
  const { spending, testMerchant, member } = world;
  const advanced = rules.advance({ deduction: before, spending, testMerchant, member }, command);
  if (E.isRight(advanced)) keep(world, line, advanced.right.books, advanced.right.events);
  return { command, before, line };
};

const send = (rules: Rules, world: World, line: Line, step: Extract<Step, { type: 'send' }>): readonly Moved[] => {
  const before = line.deduction;
  const { spending, testMerchant, member, now } = world;
  const organization = organizationOf(world.plan);
  const outcome = rules.reserveDeduction(
    { deduction: before, organization, member, device: undefined, spending, testMerchant },
    { at: now, request: `attempt-${line.attempts.length + 1}`, policy: defaultPolicy },
  );
  if (E.isLeft(outcome)) return [];
  keep(world, line, outcome.right.books, outcome.right.events);
  const moved: Moved = { command: { type: 'Reserve' }, before, line };
  if (outcome.right.type === 'Held') return [moved];
  const { no, amount, request = '' } = line.deduction;
  line.attempts.push({ no, request, at: now });
  line.slowReply = undefined; // whoever waited for the one before has lost the lease
  if (step.arrives === 'late')
    world.pending.push({ no, amount, fate: step.fate, arrivesAt: later(now, inFlightMs - 1) });
  const answer = step.arrives === 'now' ? world.gateway.request(no, amount, step.fate, now) : undefined;
  if (step.reply === 'crash') return [moved];
  if (answer === undefined || step.reply === 'lost')
    return [moved, tell(rules, world, line, { type: 'LoseAnswer', reason: 'timeout', at: now })];
  if (step.reply === 'kept') return [moved, tell(rules, world, line, { type: 'RecordAnswer', answer, at: now })];
  line.slowReply = answer;
  return [moved];
};

/** What WeChat answers is what it knows at the moment of asking. */
const asked = (world: World, line: Line): DeductionCommand => ({
  type: 'RecordQuery',
  answer: world.gateway.query(line.deduction.no),
  at: world.now,
  inFlightMs,
  unknownMaxMs,
});
export const query = (rules: Rules, world: World, line: Line): Moved => tell(rules, world, line, asked(world, line));

/** One step of the plan; what it made of which deduction. */
export const take = (rules: Rules, world: World, step: Step): readonly Moved[] => {
  if (step.type === 'wait') {
    passTime(world, step.ms);
    return [];
  }
  passTime(world, 1);
  if (step.type === 'member') {
    become(rules, world, step.becomes);
    return [];
  }
  const line = world.lines[step.who % world.lines.length];
  if (line === undefined) return [];
  const { no } = line.deduction;
  switch (step.type) {
    case 'send':
      return send(rules, world, line, step);
    case 'slow-reply': {
      const { slowReply, slowQuery } = line;
      if (slowReply !== undefined) {
        line.slowReply = undefined;
        return [tell(rules, world, line, { type: 'RecordAnswer', answer: slowReply, at: world.now })];
      }
      line.slowQuery = undefined;
      return slowQuery === undefined ? [] : [tell(rules, world, line, slowQuery)];
    }
    case 'query':
      if (step.reply === 'kept') return [query(rules, world, line)];
      if (step.reply === 'lost')
        return [tell(rules, world, line, { type: 'LoseAnswer', reason: 'timeout', at: world.now })];
      line.slowQuery = asked(world, line);
      return [];
    case 'resolve':
      world.gateway.resolve(no, step.fate, world.now);
      return [];
    case 'flip':
      world.gateway.flip(no, world.now);
      return [];
    case 'repay':
      world.gateway.repay(no);
      return [];
    case 'hold':
      return [tell(rules, world, line, { type: 'Hold', reason: 'clone' })];
    case 'release':
      return [tell(rules, world, line, { type: 'Release', reason: 'x' })];
    case 'give-up':
      return [tell(rules, world, line, { type: 'GiveUp', reason: 'written off' })];
  }
};
