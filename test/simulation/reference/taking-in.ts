import { faultsOf } from './rules.ts';
import type { News, Of, Offer } from './seen.ts';
import { check, get, must, put, type World } from './world.ts';

export const offered = (world: World, { offer: one }: Of<'offered'>): World => {
  const known = get(world, 'offered', one.voucher) ?? [];
  return put(put(world, 'offers', one.hash, one), 'offered', one.voucher, [...new Set([...known, one.hash])]);
};
const offersOf = (world: World, voucher: string): readonly Offer[] =>
  (get(world, 'offered', voucher) ?? []).flatMap((hash) => get(world, 'offers', hash) ?? []);

/** INV-4, INV-61 to 63: two vouchers of one number or one credential, or a predecessor that is not the one we hold. */
const isFork = (world: World, { hash, voucher, before, previous }: Offer): boolean => {
  const predecessor = get(world, 'taken', before) ?? (before.endsWith('/0') ? '0'.repeat(64) : previous);
  return (get(world, 'taken', voucher) ?? hash) !== hash || predecessor !== previous;
};
const isStolen = (now: World, one: Offer): boolean => (get(now, 'taken', one.credentialHash) ?? one.hash) !== one.hash;

/** T1: a voucher becomes an order, once, under both of its identities. */
export const receive = (world: World, id: string, { voucher = '', credentialHash }: News, at: number): World => {
  const found = offersOf(world, voucher).find((one) => one.credentialHash === credentialHash);
  if (found === undefined) return must(world, false, 'INV-3', `${id}: nobody signed ${voucher}`);
  const { sure, maybe } = faultsOf(world, found, at);
  const fen = sure.includes('amount') ? 0 : Number(found.fen);
  const count = { attempts: 0, onDay: 0, moves: 0, thanks: 0 };
  const texts = { id, state: 'received', reason: '', first: 'accepted', no: '', day: '' };
  const reasons = { must: sure, may: [...maybe, 'contract', 'disabled'] };
  const sale = { ...texts, ...reasons, offer: found, fen, fresh: true, released: false, count };
  const taken = put(put(world, 'taken', voucher, found.hash), 'taken', found.credentialHash, found.hash);
  const next = put(put(taken, 'saleOf', found.hash, id), 'sales', id, sale);
  const isNew = get(world, 'sales', id) === undefined && get(world, 'taken', voucher) === undefined;
  return check(
    { ...next, touched: [...world.touched, id] },
    [isNew, 'INV-4', `${voucher} is taken in twice`],
    [!isFork(world, found), 'INV-62', `${voucher} is another branch of its chain, and a sale`],
    [!isStolen(world, found), 'INV-63', `${voucher} has the credential of another sale`],
  );
};

/** Evidence: one of those offered under this number must be a branch or stolen; a branch quarantines its terminal. */
export const conflict = (world: World, { voucher = '' }: News): World => {
  const offers = offersOf(world, voucher);
  const fork = offers.find((one) => isFork(world, one));
  const isOne = fork !== undefined || offers.some((one) => isStolen(world, one));
  const next = fork === undefined ? world : put(world, 'forked', fork.device, true);
  return must(next, isOne, 'INV-4', `${voucher} is called a conflict, and is none`);
};

/** INV-18: one answer an entry, the same for ever. */
export const acknowledged = (world: World, { hash, status, reason }: Of<'acknowledged'>): World => {
  const one = get(world, 'offers', hash);
  const sale = get(world, 'sales', get(world, 'saleOf', hash) ?? '');
  const isBranch = one !== undefined && (isFork(world, one) || isStolen(world, one));
  const expected = sale?.first ?? (isBranch ? 'conflict' : 'unstored');
  const given = status === 'held' ? `held ${reason}` : status;
  const fits = given === expected || (status === 'duplicate' && expected !== 'unstored');
  return must(world, fits, 'INV-18', `${one?.voucher ?? hash} is answered ${given}, it is ${expected}`);
};
