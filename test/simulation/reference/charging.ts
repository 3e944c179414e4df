import * as is from './rules.ts';
import type { News, Of } from './seen.ts';
import { check, get, must, type Order, put, type Sale, type World } from './world.ts';

/** Written down once more from `simulation.md` §1; what was sent once may turn out settled from everywhere. */
const edges = new Set(
  `received>in-flight received>held held>received held>dead in-flight>paid in-flight>advanced in-flight>unknown
   in-flight>failed in-flight>held unknown>paid unknown>advanced unknown>unknown unknown>failed unknown>held
   failed>in-flight failed>held failed>unknown advanced>repaid`.split(/\s+/u),
);
const inMoney = new Set(['paid', 'advanced', 'repaid']);
const enter = (world: World, sale: Sale, to: Partial<Sale> & { readonly state: string }): World => {
  const isLate = inMoney.has(to.state) && !inMoney.has(sale.state) && sale.count.attempts > 0;
  const isLegal = isLate || edges.has(`${sale.state}>${to.state}`);
  const next = put(world, 'sales', sale.id, { ...sale, reason: '', ...to });
  return must(next, isLegal, inMoney.has(sale.state) ? 'INV-13' : 'MODEL', `${sale.id}: ${sale.state}>${to.state}`);
};

const ruleOf: Readonly<Record<string, string>> = { limit: 'INV-23', clone: 'INV-62', amount: 'INV-22' };
/** T2: a free limit, a signed contract, a window, an attempt left, and no doubt about the last one. */
export const begin = (world: World, sale: Sale, no: string, at: number): World => {
  const { id, count } = sale;
  const none = { sale: id, begun: 0, sent: 0, noticedAt: 0, askedAt: 0 };
  const order: Order = { ...none, ...get(world, 'orders', no), begunAt: at, said: [], late: [] };
  const day = is.dayOf(at);
  const onDay = sale.day === day ? count.onDay + 1 : 1;
  const reasons = is.reasonsToHold(world, sale, at).now;
  const begun = put(is.spend(world, sale, 'open', at), 'orders', no, { ...order, begun: order.begun + 1 });
  const to = { no, day, count: { ...count, attempts: count.attempts + 1, onDay }, fresh: false };
  return check(
    enter(begun, sale, { state: 'in-flight', ...to }),
    [reasons.length === 0, ruleOf[reasons[0] ?? ''] ?? 'INV-35', `${id} is tried: ${reasons.join()}`],
    [onDay <= is.attemptsMax, 'INV-33', `${id}: attempt ${onDay} on ${day}`],
    [is.isPrompt(sale, at) || is.inWindow(at), 'INV-33', `${id} is tried again, or late, out of the windows`],
    [order.sale === id, 'INV-6', `${no} is the number of two sales`],
    [sale.no === '' || sale.no === no, 'INV-7', `${id} goes from ${sale.no} to ${no}`],
    [order.settled === undefined, 'INV-5', `${id} is tried again, and ${no} is settled`],
  );
};

const heard = ({ said, late }: Order, word: string): boolean => said.includes(word) || late.includes(word);
const declined: Readonly<Record<string, string>> = { contract: 'not-contracted', disabled: 'user-disabled' };
/** INV-19: exactly the reasons that hold now, or what WeChat said of it. */
export const hold = (world: World, sale: Sale, reason: string, at: number): World => {
  const { id, state, count } = sale;
  const order = get(world, 'orders', sale.no);
  const own = [...is.reasonsToHold(world, sale, at).may, ...(count.attempts === 0 ? [...sale.must, ...sale.may] : [])];
  const isOld = reason === 'unknown' && at - (order?.begunAt ?? at) >= is.unknownMaxMs;
  const isSaid = order !== undefined && (heard(order, reason) || heard(order, `declined ${declined[reason]}`));
  const isRight = /^(in-flight|unknown)$/u.test(state) ? isSaid || isOld : own.includes(reason);
  const first = world.touched.includes(id) ? { first: `held ${reason}` } : {};
  const freed = reason === 'unknown' ? world : is.spend(world, sale, 'free', at);
  return must(enter(freed, sale, { state: 'held', reason, ...first }), isRight, 'INV-19', `${id} is held: ${reason}`);
};

/** A debt state that nobody published may be any (`k12-wire.md` §2.1: an open set). */
const owed = ({ settled = '' }: Order, ...known: readonly string[]): boolean =>
  known.includes(settled) || !/^(NOT_DEBT|DEBT|REPAYMENT|)$/u.test(settled);
type Proof = readonly [to: string, rule: string, proven: (order: Order, news: News) => boolean];
/** What each announcement must rest on: nothing but verified answers of WeChat about that very number. */
const proofs: Readonly<Record<string, Proof>> = {
  DeductionPaid: ['paid', 'INV-10', (order, { paidAt }) => owed(order, 'NOT_DEBT') && order.paidAt === paidAt],
  DeductionAdvanced: ['advanced', 'INV-39', (order) => owed(order, 'DEBT', 'REPAYMENT')],
  AdvanceRepaymentSeen: ['repaid', 'INV-41', (order) => owed(order, 'REPAYMENT')],
  DeductionFailed: ['failed', 'INV-9', (order, { reason }) => heard(order, `declined ${reason}`)],
  OrderNotFound: ['failed', 'INV-12', ({ late }) => late.includes('not-found')],
  GenerationClosed: ['unknown', 'INV-7', (order) => heard(order, 'closed')],
  GenerationOpened: ['failed', 'INV-7', (order) => heard(order, 'closed unpaid')],
  DeductionUnderWay: ['unknown', 'INV-9', (order) => heard(order, 'open')],
  OutcomeUnknown: ['unknown', 'MODEL', () => true],
};
/** T3: an outcome, and what it does to the limit. */
export const conclude = (world: World, sale: Sale, news: News, at: number): World => {
  const proof = proofs[news.type];
  if (proof === undefined) return world;
  const [to, rule, isProven] = proof;
  const order = get(world, 'orders', sale.no);
  const money = to === 'paid' || to === 'advanced' ? 'settled' : 'free';
  const spent = to === 'unknown' || to === 'repaid' ? world : is.spend(world, sale, money, news.paidAt ?? at);
  const isOpened = news.type === 'GenerationOpened';
  const no = isOpened ? (news.no ?? '') : sale.no;
  const next = enter(spent, sale, { state: to, no, fresh: isOpened || news.type === 'OrderNotFound' });
  const isRight = order !== undefined && isProven(order, news);
  const said = [order?.said, order?.late, order?.settled].join(' ');
  return must(next, isRight, rule, `${sale.id}: ${news.type}, WeChat said ${said} of ${sale.no}`);
};

/** BAD-58: a release and a give-up move what is held, when somebody asked for it. */
export const move = (world: World, sale: Sale, to: 'received' | 'dead'): World => {
  const verb = to === 'dead' ? 'give-up' : 'release';
  const isAsked = get(world, 'asked', `${verb} ${sale.id}`) !== undefined;
  const count = { ...sale.count, moves: sale.count.moves + (to === 'received' ? 1 : 0) };
  return must(enter(world, sale, { state: to, count, released: true }), isAsked, 'INV-19', `nobody asked: ${verb}`);
};

/** INV-6, INV-8, INV-20: a request is one of the attempts begun, with the bytes of the first and the voucher's own terms. */
export const deducts = (world: World, { no, body, fen, currency, merchant, credential }: Of<'deducts'>): World => {
  const order = get(world, 'orders', no);
  const sale = get(world, 'sales', order?.sale ?? '');
  if (order === undefined || sale === undefined) return must(world, false, 'INV-8', `${no} is sent unannounced`);
  const isOwn = merchant === sale.offer.merchant && credential === sale.offer.credential;
  return check(
    put(world, 'orders', no, { ...order, body, sent: order.sent + 1 }),
    [order.sent < order.begun, 'INV-8', `${no} is sent ${order.sent + 1} times, and was begun ${order.begun} times`],
    [(order.body ?? body) === body, 'INV-6', `${no} is sent with other bytes than before`],
    [isOwn && fen === sale.fen && currency === 'CNY', 'INV-20', `${no} asks for ${fen} ${currency} under ${merchant}`],
    [order.settled === undefined, 'INV-5', `${no} is sent again, and is settled`],
  );
};

export const hears = (world: World, { no, by, since, says, at }: Of<'hears'>): World => {
  const order = get(world, 'orders', no);
  if (order === undefined) return must(world, false, 'INV-8', `${no} is asked for, and was never announced`);
  const word = is.meaningOf(world, order, no, says);
  const isQuery = by === 'query';
  const said = word === 'closed' && isQuery ? ['closed', 'closed unpaid'] : !isQuery || word === 'open' ? [word] : [];
  const late = isQuery && since >= order.begunAt + is.onItsWayMs ? [word] : [];
  const settled = word.startsWith('settled ') ? { settled: word.slice(8), paidAt: says.paidAt } : {};
  const words = { said: [...order.said, ...said], late: [...order.late, ...late] };
  const askedAt = isQuery ? Math.max(at, order.askedAt) : order.askedAt;
  return put(world, 'orders', no, { ...order, ...words, ...settled, askedAt });
};
