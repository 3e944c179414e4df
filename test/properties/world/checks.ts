import {
  type Deduction,
  deductionNoOf,
  type DeductionStatus,
  platformDayLimit,
  testMerchantDayLimit,
} from '@facepay/domain';
import type { Rules } from '../rules.ts';
import type { Line, Moved, World } from './world.ts';

export interface Finding {
  readonly inv: string;
  readonly what: string;
}
type Check = (world: World, moved: Moved, rules: Rules) => string | false;

const settledNow: ReadonlySet<DeductionStatus> = new Set(['paid', 'advanced', 'repaid', 'refunded']);
const settled = ({ status }: Deduction): boolean => settledNow.has(status);
/** Civil days of Beijing, counted without the code under test. */
const dayNumber = (at: number): number => Math.floor((at + 8 * 3_600_000) / 86_400_000);
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const numbersOf = ({ deduction, attempts }: Line) => new Set([deduction.no, ...attempts.map(({ no }) => no)]);
const paidOrders = ({ gateway }: World, line: Line) =>
  [...numbersOf(line)].map((no) => gateway.orders.get(no)).filter((order) => order?.state === 'paid');
const mayStillMove = ({ gateway, pending }: World, line: Line): boolean =>
  [...numbersOf(line)].some(
    (no) => gateway.orders.get(no)?.state === 'accepted' || pending.some((request) => request.no === no),
  );
/** Everything that moved today in truth, and everything that still may. */
const exposedToday = (world: World): number =>
  sum(
    world.lines.map((line) => {
      const paid = paidOrders(world, line).filter((order) => dayNumber(order?.paidAt ?? 0) === dayNumber(world.now));
      return sum(paid.map((order) => order?.amount ?? 0)) + (mayStillMove(world, line) ? line.deduction.amount : 0);
    }),
  );
const becameSettled = ({ before, line }: Moved): boolean => !settled(before) && settled(line.deduction);

const allowedAfterSettled: Partial<Record<DeductionStatus, readonly DeductionStatus[]>> = {
  paid: ['paid'],
  advanced: ['advanced', 'repaid'],
  repaid: ['repaid'],
};

/** After every step; each looks at the money truth or at the past, never only at what the books say of themselves. */
export const checks: Readonly<Record<string, Check>> = {
  'INV-5': (world, { line }) => paidOrders(world, line).length > 1 && 'charged twice',
  'INV-6': (_, { line }) => {
    const { id, generation } = line.deduction;
    const bytes = new Map<string, string>();
    for (const { no, request } of line.attempts) {
      if (bytes.has(no) && bytes.get(no) !== request) return `${no} sent with other bytes`;
      bytes.set(no, request);
    }
    const legal = Array.from({ length: generation }, (_unused, index) => deductionNoOf(id, index + 1));
    return [...bytes.keys()].some((no) => !legal.some((known) => known === no)) && 'a number of no generation';
  },
  'INV-7': ({ gateway }, { before, line, command }) => {
    const { generation } = line.deduction;
    if (generation === before.generation) return false;
    if (generation !== before.generation + 1) return 'generations skipped';
    if (gateway.orders.get(before.no)?.state !== 'closed') return 'next generation of an order that lives';
    return (command.type !== 'RecordQuery' || !before.closed) && 'next generation without the query after the close';
  },
  'INV-9': (_, moved) =>
    moved.command.type === 'LoseAnswer' &&
    moved.line.deduction.status !== moved.before.status &&
    moved.line.deduction.status !== 'unknown' &&
    'a lost answer decided',
  'INV-10': (world, moved) =>
    becameSettled(moved) && paidOrders(world, moved.line).length === 0 && 'settled without money',
  'INV-11': (_, moved) =>
    moved.command.type === 'RecordAnswer' &&
    moved.command.answer.type === 'AlreadyPaid' &&
    becameSettled(moved) &&
    'settled by hearsay',
  'INV-12': (world, { line }) =>
    (line.deduction.status === 'failed' || line.deduction.status === 'dead') &&
    (mayStillMove(world, line) || paidOrders(world, line).length > 0) &&
    'called unpaid too early',
  'INV-13': (_, { before, line }) =>
    settled(before) && !allowedAfterSettled[before.status]?.includes(line.deduction.status) && `${before.status} moved`,
  'INV-19': (_, { before, line }) =>
    before.status === 'held' && line.deduction.status === 'in-flight' && 'a held sale was sent',
  'INV-20': (world, { line }) =>
    paidOrders(world, line).some((order) => order?.amount !== line.deduction.amount) && 'another amount',
  'INV-23': (world, _moved, rules) => {
    const limit = Math.min(platformDayLimit, world.plan.dayLimit ?? platformDayLimit);
    if (exposedToday(world) > limit) return `${exposedToday(world)} fen may move today`;
    return rules.usedOn(world.spending, rules.dayOf(world.now)) > limit && 'the books pass the limit';
  },
  'INV-25': (world, { line }) => {
    const open = world.spending.open.filter(({ deduction }) => deduction === line.deduction.id).length;
    if (open > 1) return 'reserved twice';
    if (open === 1 && settled(line.deduction)) return 'settled and still reserved';
    return open === 0 && !settled(line.deduction) && mayStillMove(world, line) && 'a reservation lost';
  },
  'INV-26': (world, { line }, rules) => {
    const { now, spending } = world;
    if (!mayStillMove(world, line) || settled(line.deduction)) return false;
    const { id, amount } = line.deduction;
    const without = rules.usedOn(rules.release(spending, id), rules.dayOf(now));
    return rules.usedOn(spending, rules.dayOf(now)) - without !== amount && 'in flight and not counted today';
  },
  'INV-28': (world) =>
    world.plan.testMerchant && exposedToday(world) > testMerchantDayLimit && 'a test merchant took too much',
  'INV-33': (_, { line }) => {
    const days = line.attempts.map(({ at }) => dayNumber(at));
    return days.some((day) => days.filter((other) => other === day).length > 5) && 'a sixth attempt';
  },
  'INV-35': ({ member }, { before, line }) =>
    before.status !== 'in-flight' &&
    line.deduction.status === 'in-flight' &&
    (member.contract.status !== 'signed' || member.usage === 'disabled') &&
    'an attempt for a user who left',
};

/** Once faults are over, everything was asked and everything answered. */
export const atRest: Readonly<Record<string, (world: World, rules: Rules) => string | false>> = {
  'INV-25': ({ spending }) => spending.open.length > 0 && `${spending.open.length} reservations never ended`,
  'INV-31': (world, rules) => {
    const moved = sum(world.lines.flatMap((line) => paidOrders(world, line).map((order) => order?.amount ?? 0)));
    const booked = sum(world.spending.settled.map(({ amount }) => amount));
    const shown = sum(world.lines.filter((l) => settled(l.deduction)).map((l) => l.deduction.amount));
    if (moved !== booked || moved !== shown) return `moved ${moved}, booked ${booked}, shown ${shown}`;
    const replayed = world.lines.every((line) => {
      const state = line.events.reduce<Deduction | undefined>(rules.deductionDecider.evolve, undefined);
      return JSON.stringify(state) === JSON.stringify(line.deduction);
    });
    return !replayed && 'the events do not make the state';
  },
  'INV-41': (world) => {
    const owed = world.lines.filter((line) => paidOrders(world, line).some((order) => order?.debt === 'open'));
    const [truth, ours] = [owed.map((line) => line.deduction.id).toSorted(), world.member.debts.toSorted()];
    return truth.join() !== ours.join() && `owed ${truth.join()}, booked ${ours.join()}`;
  },
  'INV-98': ({ lines }) =>
    lines.some(({ deduction }) => deduction.status === 'in-flight' || deduction.status === 'unknown') &&
    'still not known',
  'INV-99': ({ lines }) =>
    lines.some(({ deduction }) => deduction.status === 'held' && deduction.reason === 'unknown') && 'held for ever',
};
