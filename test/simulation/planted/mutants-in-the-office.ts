import type { Loaded, Records, Storage, Wanted, Work } from '@facepay/domain';
import { changedWrites } from './changed-writes.ts';
import { attackedBy, type Mutant } from './mutant.ts';

type Found = Records[keyof Records] | undefined;

/** The reservation of a charge sees something else than what is stored. */
const seeing =
  (look: (record: Found) => Found) =>
  (storage: Storage): Storage => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>) =>
      storage.transact(
        'attempt' in work.read
          ? { ...work, decide: (found: Loaded<W>) => work.decide(mapped(found, look) as Loaded<W>) }
          : work,
      ),
  });

const mapped = (found: Readonly<Record<string, Found>>, look: (record: Found) => Found) =>
  Object.fromEntries(Object.entries(found).map(([name, record]) => [name, look(record)]));

const blockForgotten: Mutant = {
  name: 'a block or a disabling does not reach the worker',
  noticedBy: ['INV-35', 'INV-37'],
  storage: seeing((record) => {
    if (record === undefined || !('usage' in record)) return record;
    const { blockedAt: _, ...rest } = record;
    return { ...rest, usage: 'normal' };
  }),
};

const endForgotten: Mutant = {
  name: 'a sale after the end of the contract is charged',
  noticedBy: ['INV-35', 'INV-37'],
  storage: seeing((record) =>
    record !== undefined && 'contract' in record && record.contract.status !== 'absent'
      ? { ...record, contract: { ...record.contract, status: 'signed' } as Records['member']['contract'] }
      : record,
  ),
};

const ownLimitsForgotten: Mutant = {
  name: 'limits of school and parents are not asked for',
  needs: ({ type }) => type === 'limits',
  noticedBy: ['INV-24'],
  storage: seeing((record) => {
    if (record === undefined) return record;
    if ('adoptedAt' in record) {
      const { dayLimit: _, ...rest } = record;
      return rest;
    }
    if (!('profile' in record)) return record;
    const { limits: _, ...rest } = record;
    return rest;
  }),
};

const booksForgotten: Mutant = {
  name: 'what was spent before is not looked at',
  noticedBy: ['INV-23', 'INV-25', 'INV-31'],
  needs: attackedBy('rush'),
  storage: seeing((record) =>
    record !== undefined && 'settled' in record ? { ...record, settled: [], open: [] } : record,
  ),
};

const secondOperatorThanked: Mutant = {
  name: 'who releases second is told that it worked',
  needs: ({ type }) => type === 'two-operators',
  noticedBy: ['BAD-58'],
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return answer.status === 409 && request.target.includes('/release') ? { ...answer, status: 200 } : answer;
  },
};

const answerNotKept: Mutant = {
  name: 'an answer under a key that nobody keeps',
  noticedBy: ['INV-97'],
  needs: ({ type }) => type === 'two-operators' || type === 'operator',
  storage: changedWrites((one) => (one.kind === 'answer' ? [] : [one])),
};

/** What people decide must hold: INV-24, INV-35, INV-37, INV-97, BAD-58. */
export const inTheOffice: readonly Mutant[] = [
  blockForgotten,
  endForgotten,
  ownLimitsForgotten,
  booksForgotten,
  secondOperatorThanked,
  answerNotKept,
];
