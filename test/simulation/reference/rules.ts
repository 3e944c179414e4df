import { find, put } from './shelf.ts';
import { pupilOf, type Order, type Sale, type Spent, type World } from './world.ts';
import type { Offer, Says } from './seen.ts';

const hour = 3_600_000;
const dayMs = 24 * hour;
const chargeMaxFen = 10_000;
const dayMaxFen = 50_000;
const testMerchantDayMaxFen = 100;
export const attemptsMax = 5;
/** Request timeout and 60 s more: so long a request may still be on its way (INV-12). */
export const onItsWayMs = 70_000;

/** `2026-09-01`: days are Beijing's. */
export const dayOf = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 10);
/** Supplementary charging (补扣): school days, 6-8, 11-14 and 16-20 (`k12-wire.md` §6.5). */
export const inWindow = (at: number): boolean => {
  const local = new Date(at + 8 * hour);
  const now = local.getUTCHours();
  const windows = [
    [6, 8],
    [11, 14],
    [16, 20],
  ] as const;
  return local.getUTCDay() % 6 !== 0 && windows.some(([from, to]) => now >= from && now < to);
};

const when = (holds: boolean, reason: string): readonly string[] => (holds ? [reason] : []);
/** What the voucher itself is wrong about; `maybe` where a second of the clock decides (BAD-44 to BAD-50, BAD-55). */
export const faultsOf = (
  world: World,
  offer: Offer,
  at: number,
): { readonly sure: readonly string[]; readonly maybe: readonly string[] } => {
  const { organization, merchant } = world.school ?? {};
  const pupil = pupilOf(world, offer.pupil);
  const age = /^\d{1,15}$/u.test(offer.saleAt) ? at - Number(offer.saleAt) : Infinity;
  const late = (slack: number): boolean => age > 30 * dayMs + slack || age < -5 * 60_000 - slack;
  const sure = [
    ...when(!/^[1-9]\d{0,4}$/u.test(offer.fen) || Number(offer.fen) > chargeMaxFen, 'amount'),
    ...when(offer.organization !== organization, 'tenant'),
    ...when(offer.merchant !== merchant, 'merchant'),
    ...when(pupil === undefined || (pupil.user !== undefined && pupil.user !== offer.user), 'user'),
    ...when(!isWhole(offer.credential), 'credential'),
    ...when(find(world.forked, offer.device) === true, 'clone'),
    ...when(late(5000), 'clock'),
  ];
  return { sure, maybe: when(late(-5000), 'clock') };
};
/** Base64 of three parts, each behind its length (`k12-wire.md` §2): a truncated one does not fill its last part. */
const isWhole = (credential: string): boolean => {
  const bytes = Buffer.from(credential, 'base64');
  if (bytes.toString('base64') !== credential) return false;
  let at = 0;
  let parts = 0;
  for (; at + 2 <= bytes.length; parts += 1) at += 2 + bytes.readUInt16BE(at);
  return parts === 3 && at === bytes.length;
};

const nothing: Spent = { settled: {}, open: new Map() };
export const spentBy = (world: World, key: string): Spent => find(world.spent, key) ?? nothing;
/** What is open counts on the day it was set aside and on every later one (INV-26). */
export const usedOn = ({ settled, open }: Spent, day: string): number =>
  [...open.values()].reduce((sum, one) => (one.day <= day ? sum + one.fen : sum), settled[day] ?? 0);
/** 500 yuan a day, less where school or parents say so; the test merchant has 1 yuan for everybody (INV-23, 24, 28). */
export const leftOn = (world: World, pupil: string, day: string): number => {
  const { day: schoolMax = Infinity, testMerchant = false } = world.school ?? {};
  const own = Math.min(dayMaxFen, schoolMax, pupilOf(world, pupil)?.limits.day ?? Infinity);
  const left = own - usedOn(spentBy(world, pupil), day);
  return testMerchant ? Math.min(left, testMerchantDayMaxFen - usedOn(spentBy(world, '*'), day)) : left;
};

/** Why a charge may not begin now (INV-22 to 24, 28, 35, 37, 62); what a person released may be tried, or held again. */
export const reasonsToHold = (world: World, { offer, released, fen }: Sale, at: number) => {
  const pupil = pupilOf(world, offer.pupil);
  const { sure, maybe } = faultsOf(world, offer, at);
  const singleMax = Math.min(world.school?.single ?? Infinity, pupil?.limits.single ?? Infinity);
  const must = [
    ...sure.filter((reason) => !released || reason === 'amount'),
    ...(pupil?.contract === 'signed' ? [] : ['contract']),
    ...(pupil?.usage === 'disabled' || pupil?.blocked === true ? ['disabled'] : []),
    ...(fen > singleMax || fen > leftOn(world, offer.pupil, dayOf(at)) ? ['limit'] : []),
  ];
  return { must, may: [...must, ...sure, ...maybe] };
};

/** Sets aside, gives back, or books on the day of payment; for the pupil and, under a test merchant, for all. */
export const spend = (world: World, { id, offer, fen }: Sale, to: 'open' | 'free' | 'settled', at: number): World =>
  [offer.pupil, ...(world.school?.testMerchant === true ? ['*'] : [])].reduce((now, key) => {
    const { settled, open } = spentBy(now, key);
    const rest = new Map(open);
    rest.delete(id);
    if (to === 'open') rest.set(id, { day: dayOf(at), fen });
    const books = to === 'settled' ? { ...settled, [dayOf(at)]: (settled[dayOf(at)] ?? 0) + fen } : settled;
    return { ...now, spent: put(now.spent, key, { settled: books, open: rest }) };
  }, world);

/** What a verified answer about an order means (`k12-wire.md` §6.2 to §6.4); an open set, the rest is `open`. */
export const meaningOf = (says: Says, no: string, { sale }: Order, world: World): string => {
  const { status, code, state } = says;
  const { fen, offer } = find(world.sales, sale) ?? {};
  if (status === 200) {
    const fits = says.no === no && says.fen === fen && says.currency === 'CNY' && says.merchant === offer?.merchant;
    if (state === 'SUCCESS') return fits ? `settled ${says.debt ?? 'NOT_DEBT'}` : 'mismatch';
    if (state === 'PAYERROR') return says.no === no ? `declined ${causes[says.error ?? ''] ?? 'other'}` : 'mismatch';
    return state === 'CLOSED' ? 'closed' : 'open';
  }
  if (status === 429 || status >= 500) return 'nothing';
  if (code === 'ORDER_CLOSED') return 'closed';
  if (code === 'RESOURCE_ALREADY_EXISTS') return 'already-paid';
  if (code === 'ORDER_NOT_EXIST') return 'not-found';
  return code === 'INVALID_REQUEST' && /凭证/u.test(says.message ?? '') ? 'credential' : 'refused';
};
const causes: Readonly<Record<string, string>> = {
  NOTENOUGH: 'insufficient',
  NOT_ENOUGH: 'insufficient',
  USER_DISABLED: 'user-disabled',
  NOT_CONTRACTED: 'not-contracted',
  OVER_LIMIT: 'over-limit',
  RISK: 'risk',
};
