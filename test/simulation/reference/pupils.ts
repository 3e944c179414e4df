import type { News } from './seen.ts';
import { all, find } from './shelf.ts';
import { check, type Pupil, pupilOf, withPupil, type World } from './world.ts';

const readingsKept = 8;
const stranger = (id: string): Pupil => ({
  id,
  contract: 'absent',
  usage: 'unknown',
  blocked: false,
  limits: {},
  debts: [],
  denied: false,
  listed: 0,
  heard: [],
  readAt: 0,
  noticedAt: 0,
  askedAt: 0,
});

export const read = (world: World, id: string, since: number, words: string, at: number): World => {
  const pupil = pupilOf(world, id) ?? stranger(id);
  const heard = [...pupil.heard, { since, words }].slice(-readingsKept);
  return withPupil(world, { ...pupil, heard, askedAt: Math.max(at, pupil.askedAt) });
};

/** Ended, ending, disabled by WeChat or blocked by us (INV-42). */
export const isClosed = ({ contract, usage, blocked }: Pupil): boolean =>
  contract === 'terminating' || contract === 'terminated' || usage === 'disabled' || blocked;

/** INV-36: what is stored of a contract or a user is always some answer of WeChat's, and never an older one than before. */
export const change = (world: World, id: string, news: News): World => {
  const pupil = pupilOf(world, id) ?? stranger(id);
  const { type, usage = '', at = 0, version = 0, sale = '' } = news;
  const from = type === 'UserRead' ? at : pupil.readAt;
  const says = (word: string): boolean => pupil.heard.some(({ since, words }) => since >= from && words.includes(word));
  const asked = (what: string): boolean => find(world.asked, `${what} ${id}`) !== undefined;
  const become = (to: Partial<Pupil>, holds: boolean, rule: string): World =>
    check({ ...withPupil(world, { ...pupil, ...to }), touched: [...world.touched, id] }, [
      holds,
      rule,
      `${id}: ${type} ${usage}, and nobody said so`,
    ]);
  const owes = pupil.debts.includes(sale);
  const state = find(world.sales, sale)?.state;
  const listed = { listed: version, denied: type === 'MemberDenied' };
  const next = version === world.listVersion + 1 && isClosed(pupil) === listed.denied;
  switch (type) {
    case 'UserRead':
      return become(
        { usage, readAt: at, ...(news.user === undefined ? {} : { user: news.user }) },
        at >= pupil.readAt && says(usage.toUpperCase()),
        'INV-36',
      );
    case 'ContractSigned':
    case 'ContractTerminationRefused':
      return become({ contract: 'signed' }, says('CONTRACTED'), 'INV-36');
    case 'ContractTerminated':
      return become({ contract: 'terminated' }, says('TERMINATED'), 'INV-36');
    case 'ContractTerminationRequested':
      return become({ contract: 'terminating' }, asked('terminate'), 'INV-44');
    case 'MemberPut':
      return become({}, asked('put'), 'INV-52');
    case 'MemberBlocked':
      return become({ blocked: true }, asked('disable'), 'INV-93');
    case 'MemberUnblocked':
      return become({ blocked: false }, asked('enable'), 'INV-93');
    case 'MemberLimitsSet':
      return become(
        { limits: news.limits ?? {} },
        asked(`limits ${news.limits?.day ?? ''} ${news.limits?.single ?? ''}`),
        'INV-24',
      );
    case 'AdvanceOpened':
      return become({ debts: [...pupil.debts, sale] }, !owes && (state === 'advanced' || state === 'repaid'), 'INV-41');
    case 'AdvanceRepaid':
      return become({ debts: pupil.debts.filter((one) => one !== sale) }, owes && state === 'repaid', 'INV-41');
    case 'MemberDenied':
    case 'MemberAllowed':
      return { ...become(listed, next, 'INV-42'), listVersion: version };
    default:
      return world;
  }
};

/** INV-42: the answer holds exactly the newest change of everybody between the two versions. */
export const deny = (world: World, since: number, version: number, changes: ReadonlyMap<string, boolean>): World => {
  const told = all(world.pupils).filter(({ listed }) => listed > since && listed <= version);
  const wrong = told.filter(({ id, denied }) => changes.get(id) !== denied).map(({ id }) => id);
  const known = [...changes.keys()].filter((id) => (pupilOf(world, id)?.listed ?? 0) <= since);
  return check(
    world,
    [
      version <= world.listVersion && version >= since,
      'INV-42',
      `the list answers ${version} to ${since}, it is at ${world.listVersion}`,
    ],
    [
      wrong.length + known.length === 0,
      'INV-42',
      `from ${since} to ${version} the list is silent or wrong about ${[...wrong, ...known].join()}`,
    ],
  );
};
