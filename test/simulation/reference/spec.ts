import { begin, conclude, deducts, hears, hold, move } from './charging.ts';
import { change, denies, isClosed, limitsAsked, reads, showsPupil } from './pupils.ts';
import type { Of, Seen } from './seen.ts';
import { acknowledged, conflict, offered, receive } from './taking-in.ts';
import { all, check, get, must, put, type World } from './world.ts';

/** The documents as one function: what was seen, and what must hold now; what does not is in `broken`. */
export const spec = (world: World, seen: Seen): World => (steps[seen.type] as Step)({ ...world, broken: [] }, seen);
type Step = (world: World, seen: Seen) => World;

const asked = (world: World, { what, at, school = world.school }: Of<'asked'>): World => {
  const next = put(world, 'asked', what, get(world, 'asked', what) ?? at);
  return school === undefined ? next : { ...next, school: world.school ?? school };
};

const announced = (before: World, { key, about, news, at }: Of<'announced'>): World => {
  const isNew = get(before, 'untold', key) === undefined;
  const world = must(put(before, 'untold', key, true), isNew, 'INV-15', `${key} happens twice`);
  const { type, reason = '', no = '' } = news;
  const sale = get(world, 'sales', about);
  if (type === 'OrganizationAdopted')
    return must(world, world.school !== undefined, 'INV-52', `nobody asked: ${about}`);
  if (type === 'OrganizationLimitsSet' && world.school !== undefined) {
    const { organization, merchant, testMerchant } = world.school;
    const isAsked = get(world, 'asked', `${limitsAsked(news)} ${about}`) !== undefined;
    const school = { organization, merchant, testMerchant, ...news.limits };
    return must({ ...world, school }, isAsked, 'INV-24', `${about}: nobody asked for these limits`);
  }
  if (type === 'VoucherConflict') return conflict(world, news);
  if (type === 'DeductionReceived') return receive(world, about, news, at);
  if (sale === undefined) return change(world, about, news);
  if (type === 'DeductionHeld') return hold(world, sale, reason, at);
  if (type === 'AttemptBegun') return begin(world, sale, no, at);
  if (type === 'DeductionReleased') return move(world, sale, 'received');
  if (type === 'DeductionGivenUp') return move(world, sale, 'dead');
  return conclude(world, sale, news, at);
};

/** No sale is taken in as good that is not, and whoever may not pay is on the list in the same commit (INV-19, INV-42). */
const complete = (world: World, id: string): World => {
  const sale = get(world, 'sales', id);
  const pupil = get(world, 'pupils', id);
  const isGood = sale === undefined || sale.state !== 'received' || sale.must.length === 0;
  const isListed = pupil === undefined || isClosed(pupil) === pupil.denied;
  const bad = `${id} is taken in, and must be held: ${sale?.must.join()}`;
  return check(world, [isGood, 'INV-19', bad], [isListed, 'INV-42', `${id} is changed, and the list is not`]);
};

const told = (world: World, { key }: Of<'told'>): World => {
  const isTrue = get(world, 'untold', key) !== undefined;
  return must(put(world, 'untold', key, false), isTrue, 'INV-15', `${key} is told, and never happened`);
};

const terminates = (world: World, { user }: Of<'terminates'>): World => {
  const pupil = all(world, 'pupils').find((one) => one.user === user);
  return must(world, pupil?.contract === 'terminating', 'INV-44', `${user} is terminated, and is ${pupil?.contract}`);
};

/** INV-46, INV-50: what is no notice of WeChat's is refused; one that is kept is looked into, once. */
const noticed = (world: World, { id, authentic, status, pupil = '', no = '', at }: Of<'noticed'>): World => {
  const isKept = status < 300;
  const judged = must(world, !isKept || authentic, 'INV-46', `what is no notice of WeChat's is answered ${status}`);
  const noticedAt = get(world, 'asked', `notice ${id}`) ?? at;
  const about = get(judged, 'pupils', pupil);
  const order = get(judged, 'orders', no);
  if (isKept && about !== undefined) return put(judged, 'pupils', pupil, { ...about, noticedAt });
  return isKept && order !== undefined ? put(judged, 'orders', no, { ...order, noticedAt }) : judged;
};

/** BAD-58: who is told that a release worked was the one who did it. */
const decided = (world: World, { sale: id, status, again }: Of<'decided'>): World => {
  const sale = get(world, 'sales', id);
  if (sale === undefined || status !== 200 || again) return world;
  const count = { ...sale.count, thanks: sale.count.thanks + 1 };
  const next = put(world, 'sales', id, { ...sale, count });
  return must(next, count.thanks <= count.moves, 'BAD-58', `two are told that they released ${id}`);
};

/** INV-31: at rest the API shows what the model foretells. */
const shows = (world: World, { id, state, fen, pupil, reason, no, attempts }: Of<'shows'>): World => {
  const sale = get(world, 'sales', id);
  const mine = [sale?.state, sale?.fen, sale?.offer.pupil, sale?.count.attempts, sale?.no].join(' ');
  const theirs = [state, fen, pupil, attempts, sale?.no === '' ? '' : no].join(' ');
  const fits = state !== 'held' || reason.split(':')[0] === sale?.reason;
  return check(
    world,
    [mine === theirs, 'INV-31', `${id} is ${mine}, and is shown as ${theirs}`],
    [fits, 'INV-19', `${id} is held: ${sale?.reason}, and shown as held: ${reason}`],
  );
};

const owed: Readonly<Record<string, string>> = { paid: 'NOT_DEBT', advanced: 'DEBT REPAYMENT', repaid: 'REPAYMENT' };
/** INV-31, INV-41: our books against WeChat's. */
const holds = (world: World, { no, state, debt, fen }: Of<'holds'>): World => {
  const order = get(world, 'orders', no);
  const sale = get(world, 'sales', order?.sale ?? '');
  const debts = sale?.no === no ? (owed[sale.state] ?? '') : '';
  const fits = state === 'SUCCESS' ? debts.split(' ').includes(debt) && fen === sale?.fen : debts === '';
  return check(
    world,
    [order !== undefined && order.sent > 0, 'INV-8', `WeChat has ${no}, which nobody sent`],
    [fits, 'INV-31', `${no}: ${sale?.state} ${sale?.fen} here, ${state} ${debt} ${fen} there`],
  );
};

/** INV-36, INV-51, INV-98: after each notice that was kept somebody looked, and all that happened was told. */
const ends = (world: World): World => {
  const unseen = all(world, 'pupils').find(({ askedAt, noticedAt }) => askedAt < noticedAt);
  const unasked = all(world, 'orders').find((one) => one.settled === undefined && one.askedAt < one.noticedAt);
  return check(
    world,
    [unseen === undefined, 'INV-36', `nobody looked at ${unseen?.id} after a notice`],
    [unasked === undefined, 'INV-51', `nobody asked for ${unasked?.sale} after a notice`],
    [!all(world, 'untold').includes(true), 'INV-98', 'an event was never told'],
  );
};

const committed = (world: World): World => world.touched.reduce<World>(complete, { ...world, touched: [] });
const inside = { asked, offered, acknowledged, announced, committed, told, decided, denies };
const outside = { deducts, hears, reads, terminates, noticed, shows, 'shows-pupil': showsPupil, holds, ends };
type Steps = { readonly [T in Seen['type']]: (world: World, seen: Of<T>) => World };
const steps: Steps = { ...inside, ...outside };
