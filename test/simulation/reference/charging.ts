import { attemptsMax, dayOf, inWindow, meaningOf, onItsWayMs, reasonsToHold, spend } from './rules.ts';
import type { News, Says, Wanted } from './seen.ts';
import { find } from './shelf.ts';
import { check, type Order, type Sale, withOrder, withSale, type World } from './world.ts';

/** Written down once more from `simulation.md` §1; what was sent once may turn out settled from everywhere. */
const edges: Readonly<Record<string, string>> = {
  received: 'in-flight held',
  held: 'received dead',
  'in-flight': 'paid advanced unknown failed held',
  unknown: 'paid advanced unknown failed held',
  failed: 'in-flight held unknown',
  advanced: 'repaid',
};
const inMoney = new Set(['paid', 'advanced', 'repaid']);

interface Proof {
  readonly to: string;
  readonly rule: string;
  readonly proven: (order: Order, news: News) => boolean;
}
const heard = ({ said, late }: Order, word: string): boolean => said.includes(word) || late.includes(word);
/** A debt state that nobody published may be any (`k12-wire.md` §2.1: an open set). */
const oneOf = (debt: string | undefined, ...known: readonly string[]): boolean =>
  debt !== undefined && (known.includes(debt) || !/^(NOT_DEBT|DEBT|REPAYMENT)$/u.test(debt));
/** What each announcement must rest on: nothing but verified answers of WeChat about that very number. */
const proofs: Readonly<Record<string, Proof>> = {
  DeductionPaid: {
    to: 'paid',
    rule: 'INV-10',
    proven: ({ settled: debt, paidAt }, news) => oneOf(debt, 'NOT_DEBT') && paidAt === news.paidAt,
  },
  DeductionAdvanced: {
    to: 'advanced',
    rule: 'INV-39',
    proven: ({ settled: debt, paidAt }, news) => oneOf(debt, 'DEBT', 'REPAYMENT') && paidAt === news.paidAt,
  },
  AdvanceRepaymentSeen: { to: 'repaid', rule: 'INV-41', proven: ({ settled }) => oneOf(settled, 'REPAYMENT') },
  DeductionFailed: {
    to: 'failed',
    rule: 'INV-9',
    proven: (order, { reason = '' }) => heard(order, `declined ${reason}`),
  },
  OrderNotFound: { to: 'failed', rule: 'INV-12', proven: ({ late }) => late.includes('not-found') },
  GenerationClosed: { to: 'unknown', rule: 'INV-7', proven: ({ closedAt }) => closedAt !== undefined },
  GenerationOpened: { to: 'failed', rule: 'INV-7', proven: ({ closedUnpaid }) => closedUnpaid === true },
  DeductionUnderWay: { to: 'unknown', rule: 'INV-9', proven: ({ said }) => said.includes('open') },
  OutcomeUnknown: { to: 'unknown', rule: 'MODEL', proven: () => true },
};
export const isOutcome = (type: string): boolean => proofs[type] !== undefined;

const enter = (world: World, sale: Sale, to: Partial<Sale> & { readonly state: string }): World => {
  const late = inMoney.has(to.state) && !inMoney.has(sale.state) && sale.attempts > 0;
  const legal = late || (edges[sale.state] ?? '').split(' ').includes(to.state);
  const rule = inMoney.has(sale.state) ? 'INV-13' : 'MODEL';
  return check(withSale(world, { ...sale, reason: '', ...to }), [
    legal,
    rule,
    `${sale.id}: ${sale.state} became ${to.state}`,
  ]);
};

/** T2: a person's release, a free limit, a signed contract, a window, an attempt left, and no doubt about the last one. */
export const begin = (world: World, sale: Sale, no: string, at: number): World => {
  const { id, day, onDay, attempts, fresh } = sale;
  const known = find(world.orders, no);
  const order: Order = { sale: id, begun: 0, sent: 0, ...known, begunAt: at, said: [], late: [] };
  const today = dayOf(at);
  const count = day === today ? onDay + 1 : 1;
  const { must: reasons } = reasonsToHold(world, sale, at);
  const to = { state: 'in-flight', no, attempts: attempts + 1, day: today, onDay: count, fresh: false };
  const next = enter(withOrder(spend(world, sale, 'open', at), no, { ...order, begun: order.begun + 1 }), sale, to);
  return check(
    next,
    [reasons.length === 0, ruleOf(reasons[0] ?? ''), `${id} is tried: ${reasons.join()}`],
    [count <= attemptsMax, 'INV-33', `${id}: attempt ${count} on ${today}`],
    [fresh || inWindow(at), 'INV-33', `${id} is tried again out of the windows`],
    [order.sale === id, 'INV-6', `${no} is the number of two sales`],
    [sale.no === '' || sale.no === no, 'INV-7', `${id} goes from ${sale.no} to ${no}`],
    [order.settled === undefined, 'INV-5', `${id} is tried again, and ${no} is settled`],
  );
};
const rules: Readonly<Record<string, string>> = {
  limit: 'INV-23',
  contract: 'INV-35',
  disabled: 'INV-35',
  clone: 'INV-62',
  amount: 'INV-22',
};
const ruleOf = (reason: string): string => rules[reason] ?? 'INV-19';

const words = [
  ['credential', 'credential'],
  ['refused', 'refused'],
  ['declined not-contracted', 'contract'],
  ['declined user-disabled', 'disabled'],
] as const;
/** INV-19: exactly the reasons that hold now, or what WeChat said of the credential. */
export const hold = (world: World, sale: Sale, reason: string, at: number): World => {
  const { id, state, must, may, attempts } = sale;
  const order = find(world.orders, sale.no);
  const own = [...reasonsToHold(world, sale, at).may, ...(attempts === 0 ? [...must, ...may] : [])];
  const theirs = words.flatMap(([word, why]) => (order !== undefined && heard(order, word) ? [why] : []));
  const allowed = state === 'in-flight' || state === 'unknown' ? theirs : own;
  const atOnce = world.touched.includes(id) ? { first: `held ${reason}` } : {};
  return check(enter(spend(world, sale, 'free', at), sale, { state: 'held', reason, ...atOnce }), [
    allowed.includes(reason),
    'INV-19',
    `${id} is held: ${reason}, allowed ${allowed.join() || 'nothing'}`,
  ]);
};

/** T3: an outcome, and what it does to the limit. */
export const conclude = (world: World, sale: Sale, news: News, at: number): World => {
  const { no = sale.no, type } = news;
  const { to, rule, proven } = proofs[type] ?? { to: '', rule: 'MODEL', proven: () => false };
  const opened = type === 'GenerationOpened';
  const order = find(world.orders, sale.no);
  const money = to === 'paid' || to === 'advanced' ? 'settled' : to === 'failed' ? 'free' : undefined;
  const spent = money === undefined ? world : spend(world, sale, money, news.paidAt ?? at);
  const fresh = opened || type === 'OrderNotFound';
  const next = enter(spent, sale, { state: to, no: opened ? no : sale.no, fresh, failedAt: at });
  return check(next, [
    order !== undefined && proven(order, news),
    rule,
    `${sale.id}: ${type} ${news.reason ?? ''}, WeChat said ${order?.said.join()} ${order?.late.join()} of ${sale.no}`,
  ]);
};

/** BAD-58: a move of a person moves once, and only what is held. */
export const move = (world: World, sale: Sale, to: 'received' | 'dead'): World => {
  const verb = to === 'dead' ? 'give-up' : 'release';
  const asked = find(world.asked, `${verb} ${sale.id}`) !== undefined;
  const moved = enter(world, sale, { state: to, moves: sale.moves + (to === 'received' ? 1 : 0), released: true });
  return check(moved, [asked, 'INV-19', `${sale.id}: nobody asked to ${verb} it`]);
};

/** INV-6, INV-8, INV-20: a request is one of the attempts begun, with the bytes of the first and the voucher's own terms. */
export const send = (world: World, no: string, body: string, wanted: Wanted): World => {
  const order = find(world.orders, no);
  const sale = find(world.sales, order?.sale ?? '');
  if (order === undefined || sale === undefined)
    return check(world, [false, 'INV-8', `${no} is sent, and was never announced`]);
  const { fen, offer } = sale;
  const own =
    wanted.fen === fen &&
    wanted.currency === 'CNY' &&
    wanted.merchant === offer.merchant &&
    wanted.credential === offer.credential;
  return check(
    withOrder(world, no, { ...order, body, sent: order.sent + 1 }),
    [order.sent < order.begun, 'INV-8', `${no} is sent ${order.sent + 1} times, ${order.begun} attempts were begun`],
    [(order.body ?? body) === body, 'INV-6', `${no} is sent with other bytes than before`],
    [own, 'INV-20', `${no} asks for ${wanted.fen} ${wanted.currency} under ${wanted.merchant}`],
    [order.settled === undefined, 'INV-5', `${no} is sent again, and is settled`],
  );
};

export const hear = (
  world: World,
  no: string,
  by: 'deduct' | 'query',
  since: number,
  says: Says,
  at: number,
): World => {
  const order = find(world.orders, no);
  if (order === undefined) return check(world, [false, 'INV-8', `${no} is asked for, and was never announced`]);
  const word = meaningOf(says, no, order, world);
  const isLate = by === 'query' && since >= order.begunAt + onItsWayMs;
  const { closedAt, settled: before } = order;
  const debt = word.startsWith('settled ') ? word.slice(8) : before;
  return withOrder(world, no, {
    ...order,
    said: by === 'deduct' || word === 'closed' || word === 'open' ? [...order.said, word] : order.said,
    late: isLate ? [...order.late, word] : order.late,
    ...(word === 'closed' && closedAt === undefined ? { closedAt: since } : {}),
    ...(word === 'closed' && by === 'query' ? { closedUnpaid: true } : {}),
    ...(debt === undefined ? {} : { settled: debt }),
    ...(word.startsWith('settled ') && says.paidAt !== undefined ? { paidAt: says.paidAt } : {}),
    ...(by === 'query' ? { askedAt: Math.max(at, order.askedAt ?? 0) } : {}),
  });
};
