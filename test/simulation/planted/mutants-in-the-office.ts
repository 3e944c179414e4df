import type { Records } from '@facepay/domain';
import { attackedBy, type Mutant } from './mutant.ts';
import { isReservation, seeing } from './storage-seams.ts';

const blockForgotten: Mutant = {
  name: 'a block or a disabling does not reach the worker',
  noticedBy: ['INV-35', 'INV-37'],
  storage: seeing(isReservation, (record) => {
    if (record === undefined || !('usage' in record)) return record;
    const { blockedAt: _, ...rest } = record;
    return { ...rest, usage: 'normal' };
  }),
};

const endForgotten: Mutant = {
  name: 'a sale after the end of the contract is charged',
  noticedBy: ['INV-35', 'INV-37'],
  storage: seeing(isReservation, (record) =>
    record !== undefined && 'contract' in record && record.contract.status !== 'absent'
      ? { ...record, contract: { ...record.contract, status: 'signed' } as Records['member']['contract'] }
      : record,
  ),
};

const ownLimitsForgotten: Mutant = {
  name: 'limits of school and parents are not asked for',
  needs: ({ type }) => type === 'limits',
  noticedBy: ['INV-24'],
  storage: seeing(isReservation, (record) => {
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
  storage: seeing(isReservation, (record) =>
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

/** What people decide must hold: INV-24, INV-35, INV-37, BAD-58. */
export const inTheOffice: readonly Mutant[] = [
  blockForgotten,
  endForgotten,
  ownLimitsForgotten,
  booksForgotten,
  secondOperatorThanked,
];
