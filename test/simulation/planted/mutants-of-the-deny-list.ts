import type { Write } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changedWrites } from './changed-writes.ts';
import type { Mutant } from './mutant.ts';

/** The member is changed, and the terminals are never told. */
const listNotMoved: Mutant = {
  name: 'a block that moves no list',
  noticedBy: ['INV-42'],
  storage: changedWrites((one) => [withoutDenial(one)]),
};
const withoutDenial = (one: Write): Write => {
  if (one.kind !== 'member') return one;
  const { deny: _, ...to } = one.to;
  return { ...one, to };
};

const listLostAtRestart: Mutant = {
  name: 'a deny list that a restart empties, and not its version',
  noticedBy: ['INV-42'],
  journal: (journal, disk) => {
    disk.denyList = { ...disk.denyList, outUserIds: new Set() };
    return journal;
  },
};

const askedTooSeldom: Mutant = {
  name: 'the deny list is asked for every ten minutes',
  noticedBy: ['INV-42'],
  terminal: { denyListEveryMs: 600_000 },
};

const versionNotKept: Mutant = {
  name: 'a change that leaves the list as it was',
  noticedBy: ['INV-42'],
  journal: (journal, disk) => ({
    ...journal,
    keepDenyList: (delta) => {
      disk.denyList = { ...disk.denyList, version: delta.version };
    },
  }),
};

const noCapOffline: Mutant = {
  name: 'no cap on what is sold offline',
  noticedBy: ['INV-66'],
  needs: ({ type }) => type === 'offline',
  terminal: { exposurePupilFenMax: 5_000_000 },
};

const endForgotten: Mutant = {
  name: 'an authinfo kept for an hour, whatever WeChat says of its end',
  noticedBy: ['INV-67'],
  terminals: (terminals) => ({
    ...terminals,
    authinfo: (wanted) =>
      pipe(
        terminals.authinfo(wanted),
        TE.map(({ authinfo }) => ({ authinfo })),
      ),
  }),
};

/** What terminals know and may: INV-42, INV-66, INV-67. */
export const ofTheDenyList: readonly Mutant[] = [
  listNotMoved,
  listLostAtRestart,
  askedTooSeldom,
  versionNotKept,
  noCapOffline,
  endForgotten,
];
