import type { Offer, Says } from './seen.ts';
import { get, type Order, put, type Sale, type Spent, type World } from './world.ts';

const hour = 3_600_000;
/** 100 yuan a charge, 500 a day, 1 a day for all of a test merchant (FAQ 5.1, 5.7). */
const [chargeMaxFen, dayMaxFen, testMerchantDayMaxFen] = [10_000, 50_000, 100];
export const attemptsMax = 5;
/** A request may be on its way for its timeout and 60 s more (INV-12); what is unknown for longer waits for a person (INV-99). */
export const [onItsWayMs, unknownMaxMs] = [70_000, 48 * hour] as const;

/** `2026-09-01`: days are Beijing's. */
export const dayOf = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 10);
/** Supplementary charging (补扣): school days, 6-8, 11-14 and 16-20 (`k12-wire.md` §6.5). */
export const inWindow = (at: number): boolean => {
  const local = new Date(at + 8 * hour);
  return local.getUTCDay() % 6 !== 0 && [6, 7, 11, 12, 13, 16, 17, 18, 19].includes(local.getUTCHours());
};

/** WeChat never had it, and the sale is not two hours old: the one request that may leave at any hour (INV-33). */
export const isPrompt = ({ fresh, offer }: Sale, at: number) => fresh && !(at - Number(offer.saleAt) > 2 * hour);

const when = (holds: boolean, reason: string): readonly string[] => (holds ? [reason] : []);
/** What the voucher itself is wrong about (BAD-44 to 50, 55); `maybe` where a second of the clock decides. */
export const faultsOf = (world: World, offer: Offer, at: number) => {
  const user = get(world, 'pupils', offer.pupil)?.user;
  const age = /^\d{1,15}$/u.test(offer.saleAt) ? at - Number(offer.saleAt) : Infinity;
  const isOff = (slack: number): boolean => age > 30 * 24 * hour + slack || age < -hour / 12 - slack;
  const sure = [
    ...when(!/^[1-9]\d{0,4}$/u.test(offer.fen) || Number(offer.fen) > chargeMaxFen, 'amount'),
    ...when(offer.organization !== world.school?.organization, 'tenant'),
    ...when(offer.merchant !== world.school?.merchant, 'merchant'),
    ...when(user === undefined || (user !== '' && user !== offer.user), 'user'),
    ...when(!isWhole(offer.credential), 'credential'),
    ...when(get(world, 'forked', offer.device) === true, 'clone'),
    ...when(isOff(5000), 'clock'),
  ];
  return { sure, maybe: when(isOff(-5000), 'clock') };
};
/** Base64 of three parts, each behind its length (`k12-wire.md` §2): a truncated one does not fill its last part. */
const isWhole = (credential: string): boolean => {
  const bytes = Buffer.from(credential, 'base64');
  let [at, parts] = [0, 0];
  for (; at + 2 <= bytes.length; parts += 1) at += 2 + bytes.readUInt16BE(at);
  return bytes.toString('base64') === credential && parts === 3 && at === bytes.length;
};

const spentBy = (world: World, key: string): Spent => get(world, 'spent', key) ?? { settled: {}, open: new Map() };
/** What is open counts on the day it was set aside and on every later one (INV-26). */
export const usedOn = (world: World, key: string, today: string): number => {
  const { settled, open } = spentBy(world, key);
  return [...open.values()].reduce((sum, { day, fen }) => (day <= today ? sum + fen : sum), settled[today] ?? 0);
};
/** 500 yuan a day, less where school or parents say so; the test merchant has 1 yuan for everybody (INV-23, 24, 28). */
export const leftOn = (world: World, pupil: string, today: string): number => {
  const own = Math.min(dayMaxFen, world.school?.day ?? Infinity, get(world, 'pupils', pupil)?.limits.day ?? Infinity);
  const all = world.school?.testMerchant === true ? testMerchantDayMaxFen : Infinity;
  return Math.min(own - usedOn(world, pupil, today), all - usedOn(world, '*', today));
};

/** Why a charge may not begin now (INV-22 to 24, 28, 35, 37, 62); what a person released may be tried, or held again. */
export const reasonsToHold = (world: World, { offer, released, fen }: Sale, at: number) => {
  const pupil = get(world, 'pupils', offer.pupil);
  const { sure, maybe } = faultsOf(world, offer, at);
  const singleMax = Math.min(world.school?.single ?? Infinity, pupil?.limits.single ?? Infinity);
  const now = [
    ...sure.filter((reason) => !released || reason === 'amount'),
    ...when(pupil?.contract !== 'signed', 'contract'),
    ...when(pupil?.usage === 'disabled' || pupil?.blocked === true, 'disabled'),
    ...when(fen > singleMax || fen > leftOn(world, offer.pupil, dayOf(at)), 'limit'),
  ];
  return { now, may: [...now, ...sure, ...maybe] };
};

/** Sets aside, gives back, or books on the day of payment; for the pupil and, under a test merchant, for all. */
export const spend = (world: World, { id, offer, fen }: Sale, to: 'open' | 'free' | 'settled', at: number): World =>
  [offer.pupil, ...when(world.school?.testMerchant === true, '*')].reduce((now, key) => {
    const { settled, open } = spentBy(now, key);
    const day = dayOf(at);
    const rest = new Map([...open].filter(([one]) => one !== id));
    if (to === 'open') rest.set(id, { day, fen });
    const books = to === 'settled' ? { ...settled, [day]: (settled[day] ?? 0) + fen } : settled;
    return put(now, 'spent', key, { settled: books, open: rest });
  }, world);

/** What a verified answer about an order means (`k12-wire.md` §6.2 to §6.4); an open set, the rest is `open`. */
export const meaningOf = (world: World, { sale }: Order, asked: string, says: Says): string => {
  const { status, code = '', state, no, fen, currency, merchant } = says;
  if (status === 200) {
    const own = get(world, 'sales', sale);
    const fits = fen === own?.fen && currency === 'CNY' && merchant === own?.offer.merchant;
    if (no !== asked || (state === 'SUCCESS' && !fits)) return 'mismatch';
    if (state === 'SUCCESS') return `settled ${says.debt ?? 'NOT_DEBT'}`;
    if (state === 'PAYERROR') return `declined ${causeOf(says.error)}`;
    return state === 'CLOSED' ? 'closed' : 'open';
  }
  if (status === 429 || status >= 500) return 'nothing';
  const isCredential = code === 'INVALID_REQUEST' && /凭证/u.test(says.message ?? '');
  return isCredential ? 'credential' : (codes[code] ?? 'refused');
};
const codes: Readonly<Record<string, string>> = { ORDER_CLOSED: 'closed', ORDER_NOT_EXIST: 'not-found' };
const known = /^(?:USER_DISABLED|NOT_CONTRACTED|OVER_LIMIT|RISK)$/u;
const causeOf = (error = ''): string => {
  if (/^NOT_?ENOUGH$/u.test(error)) return 'insufficient';
  return known.test(error) ? error.toLowerCase().replaceAll('_', '-') : 'other';
};
