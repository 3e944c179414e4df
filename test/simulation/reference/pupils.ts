import { dayOf, leftOn, usedOn } from './rules.ts';
import type { News, Of } from './seen.ts';
import { all, check, get, must, type Pupil, put, type World } from './world.ts';

const numbers = { listed: 0, readAt: 0, noticedAt: 0, askedAt: 0 };
const axes = { user: '', contract: 'absent', usage: 'unknown', blocked: false, denied: false };
const pupilOf = (world: World, id: string): Pupil =>
  get(world, 'pupils', id) ?? { id, ...axes, ...numbers, limits: {}, debts: [], heard: [] };

export const reads = (world: World, { pupil: id, since, words: said, at }: Of<'reads'>): World => {
  const pupil = pupilOf(world, id);
  const heard = [...pupil.heard, { since, words: said }].slice(-8);
  return put(world, 'pupils', id, { ...pupil, heard, askedAt: Math.max(at, pupil.askedAt) });
};

/** Ended, ending, disabled by WeChat or blocked by us (INV-42). */
export const isClosed = ({ contract, usage, blocked }: Pupil): boolean =>
  contract === 'terminating' || contract === 'terminated' || usage === 'disabled' || blocked;
export const limitsAsked = ({ limits }: News): string => `limits ${limits?.day ?? ''} ${limits?.single ?? ''}`;

type Turn = readonly [to: Partial<Pupil>, holds: boolean, rule: string];
/** INV-36: what is stored of a contract or a user is always some answer of WeChat's, and never an older one than before. */
const turnOf = (world: World, pupil: Pupil, news: News): Turn | undefined => {
  const { type, usage = '', at = 0, version = 0, sale = '', user = pupil.user } = news;
  const { id, debts, heard, readAt } = pupil;
  const isSaid = (from: number, word: string): boolean =>
    heard.some((one) => one.since >= from && one.words.split(' ').includes(word));
  const isAsked = (what: string): boolean => get(world, 'asked', `${what} ${id}`) !== undefined;
  const owes = debts.includes(sale);
  const state = get(world, 'sales', sale)?.state ?? '';
  const denied = type === 'MemberDenied';
  const isNext = version === world.listVersion + 1 && isClosed(pupil) === denied;
  const turns: Readonly<Record<string, () => Turn>> = {
    UserRead: () => [{ usage, readAt: at, user }, at >= readAt && isSaid(at, usage.toUpperCase()), 'INV-36'],
    ContractSigned: () => [{ contract: 'signed' }, isSaid(readAt, 'CONTRACTED'), 'INV-36'],
    ContractTerminationRefused: () => [{ contract: 'signed' }, isSaid(readAt, 'CONTRACTED'), 'INV-36'],
    ContractTerminated: () => [{ contract: 'terminated' }, isSaid(readAt, 'TERMINATED'), 'INV-36'],
    ContractTerminationRequested: () => [{ contract: 'terminating' }, isAsked('terminate'), 'INV-44'],
    MemberPut: () => [{}, isAsked('put'), 'INV-52'],
    MemberBlocked: () => [{ blocked: true }, isAsked('disable'), 'INV-93'],
    MemberUnblocked: () => [{ blocked: false }, isAsked('enable'), 'INV-93'],
    MemberLimitsSet: () => [{ limits: news.limits ?? {} }, isAsked(limitsAsked(news)), 'INV-24'],
    AdvanceOpened: () => [{ debts: [...debts, sale] }, !owes && /^(advanced|repaid)$/u.test(state), 'INV-41'],
    AdvanceRepaid: () => [{ debts: debts.filter((one) => one !== sale) }, owes && state === 'repaid', 'INV-41'],
    MemberDenied: () => [{ listed: version, denied }, isNext, 'INV-42'],
    MemberAllowed: () => [{ listed: version, denied }, isNext, 'INV-42'],
  };
  return turns[type]?.();
};
export const change = (world: World, id: string, news: News): World => {
  const pupil = pupilOf(world, id);
  const [to, holds, rule] = turnOf(world, pupil, news) ?? [];
  if (to === undefined) return world;
  const next = put({ ...world, touched: [...world.touched, id] }, 'pupils', id, { ...pupil, ...to });
  const said = `${id}: ${news.type} ${news.usage ?? ''}, and nobody said so`;
  return must({ ...next, listVersion: to.listed ?? world.listVersion }, holds === true, rule ?? '', said);
};

/** INV-42: the answer holds exactly the newest change of everybody between the two versions. */
export const denies = (world: World, { since, version, versionBefore, changes }: Of<'denies'>): World => {
  const inside = all(world, 'pupils').filter(({ listed }) => listed > since && listed <= version);
  const wrong = inside.filter(({ id, denied }) => changes.get(id) !== denied).map(({ id }) => id);
  const old = [...changes.keys()].filter((id) => pupilOf(world, id).listed <= since);
  const bad = [...wrong, ...old].join();
  const isNow = version <= world.listVersion && version >= Math.max(since, versionBefore);
  return check(
    world,
    [isNow, 'INV-42', `the list answers ${version} to ${since}, it is at ${world.listVersion}`],
    [bad === '', 'INV-42', `to ${version} the list is wrong about ${bad}`],
  );
};

export const showsPupil = (world: World, seen: Of<'shows-pupil'>): World => {
  const { id, contract, usage, blocked, denied, debts, used, left, at } = seen;
  const own = pupilOf(world, id);
  const mine = [own.contract, own.usage, own.blocked, own.denied, own.debts.toSorted().join()].join(' ');
  const theirs = [contract, usage, blocked, denied, debts].join(' ');
  const [spent, free] = [usedOn(world, id, dayOf(at)), Math.max(0, leftOn(world, id, dayOf(at)))];
  return check(
    world,
    [mine === theirs, 'INV-36', `${id} is ${mine}, and is shown as ${theirs}`],
    [used === undefined || used === spent, 'INV-25', `${id} has spent ${spent} fen, shown are ${used}`],
    [left === undefined || left === free, 'INV-24', `${id} has ${free} fen left, shown are ${left}`],
  );
};
