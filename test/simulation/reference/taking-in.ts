import { faultsOf } from './rules.ts';
import type { News, Offer } from './seen.ts';
import { find, put } from './shelf.ts';
import { check, type Sale, withSale, type World } from './world.ts';

export const offer = (world: World, one: Offer): World => {
  const known = find(world.offered, one.voucher) ?? [];
  return {
    ...world,
    offers: put(world.offers, one.hash, one),
    offered: put(world.offered, one.voucher, [...known, one.hash]),
  };
};

/** INV-4, INV-61 to 63: two vouchers of one number or one credential, or a predecessor that is not the one we hold. */
const isFork = (world: World, { hash, voucher, before, previous }: Offer): boolean => {
  const predecessor = find(world.taken, before) ?? (before.endsWith('/0') ? '0'.repeat(64) : previous);
  return (find(world.taken, voucher) ?? hash) !== hash || predecessor !== previous;
};
const isStolen = (world: World, { hash, credentialHash }: Offer): boolean =>
  (find(world.taken, credentialHash) ?? hash) !== hash;

/** T1: a voucher becomes an order, once, under both of its identities. */
export const receive = (world: World, id: string, { voucher = '', credentialHash }: News, at: number): World => {
  const offers = (find(world.offered, voucher) ?? []).map((hash) => find(world.offers, hash));
  const found = offers.find((one) => one?.credentialHash === credentialHash);
  if (found === undefined) return check(world, [false, 'INV-3', `${id}: nobody signed ${voucher}`]);
  const { hash, fen } = found;
  const { sure, maybe } = faultsOf(world, found, at);
  const sale: Sale = {
    id,
    offer: found,
    fen: sure.includes('amount') ? 0 : Number(fen),
    state: 'received',
    reason: '',
    must: sure,
    may: [...maybe, 'contract', 'disabled'],
    first: 'accepted',
    no: '',
    fresh: true,
    released: false,
    attempts: 0,
    day: '',
    onDay: 0,
    failedAt: 0,
    moves: 0,
    thanks: 0,
  };
  const taken = put(put(world.taken, voucher, hash), found.credentialHash, hash);
  const next = { ...world, taken, saleOf: put(world.saleOf, hash, id), touched: [...world.touched, id] };
  return check(
    withSale(next, sale),
    [
      find(world.sales, id) === undefined && find(world.taken, voucher) === undefined,
      'INV-4',
      `${voucher} is taken in twice`,
    ],
    [!isFork(world, found), 'INV-62', `${voucher} is another branch of its chain, and a sale`],
    [!isStolen(world, found), 'INV-63', `${voucher} has the credential of another sale`],
  );
};

/** Evidence: one of those offered under this number must be a branch or stolen; a branch quarantines its terminal. */
export const conflict = (world: World, { voucher = '' }: News): World => {
  const offers = (find(world.offered, voucher) ?? []).flatMap((hash) => find(world.offers, hash) ?? []);
  const fork = offers.find((one) => isFork(world, one));
  const justified = fork !== undefined || offers.some((one) => isStolen(world, one));
  const next = fork === undefined ? world : { ...world, forked: put(world.forked, fork.device, true) };
  return check(next, [justified, 'INV-4', `${voucher} is called a conflict, and is none`]);
};

/** INV-18: one answer an entry, the same for ever. */
export const acknowledge = (world: World, hash: string, status: string, reason: string): World => {
  const one = find(world.offers, hash);
  const sale = find(world.sales, find(world.saleOf, hash) ?? '');
  const branch = one !== undefined && sale === undefined && (isFork(world, one) || isStolen(world, one));
  const expected = sale === undefined ? (branch ? 'conflict' : 'unstored') : sale.first;
  const given = status === 'held' ? `held ${reason}` : status;
  const again = status === 'duplicate' && expected !== 'unstored';
  return check(world, [
    given === expected || again,
    'INV-18',
    `${one?.voucher ?? hash} is answered ${given}, it is ${expected}`,
  ]);
};
