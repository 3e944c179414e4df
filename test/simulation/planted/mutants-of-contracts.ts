import { type Deduction, type DeductionAnswer, type DeductionClaim, ref, type Write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Simulation } from '../engine/simulation.ts';
import type { Mutant } from './mutant.ts';
import { deciding, isAny, seeing } from './storage-seams.ts';

/** A notice of success is as good as an answer. */
const noticeTrusted: Mutant = {
  name: 'a notice is believed, and nobody asks',
  noticedBy: ['INV-10', 'INV-36', 'INV-41', 'INV-54'],
  suits: ({ world }) => world.transactionNotices,
  ports: (ports, { clock }) => {
    const claims = new Map<string, DeductionClaim>();
    return {
      ...ports,
      reads: {
        ...ports.reads,
        find: (organization, at) =>
          pipe(
            ports.reads.find(organization, at),
            TE.map((found) => {
              if (found !== undefined && 'contentHash' in found && found.subject.type === 'Deduction')
                claims.set(found.subject.no, found.subject.claim);
              return found;
            }),
          ),
      },
      wechat: {
        ...ports.wechat,
        query: (request) =>
          claims.get(request.no)?.tradeState === 'SUCCESS'
            ? TE.right<never, DeductionAnswer>({
                type: 'Settled',
                ...request,
                paidAt: clock.now(),
                transactionId: '4200',
                debt: 'none',
              })
            : ports.wechat.query(request),
      },
    };
  },
};

const olderReadingWins: Mutant = {
  name: 'an older reading of a member overwrites a newer one',
  noticedBy: ['INV-36'],
  storage: seeing(isAny, (record) => {
    if (record === undefined || !('usage' in record)) return record;
    const { readAt: _, ...rest } = record;
    return rest;
  }),
};

/** Whoever may be charged again is charged for what was held meanwhile, and nobody was asked. */
const heldGoesByItself: Mutant = {
  name: 'what was held is charged when the member is open again',
  noticedBy: ['INV-19', 'INV-38', 'INV-37'],
  suits: ({ ops }) => ops.some((op) => op.type === 're-sign' || (op.type === 'block' && op.forMs !== undefined)),
  storage: (storage, { life, clock, simulation }) => {
    const waiting = waitingIn.get(simulation) ?? new Map<string, Deduction>();
    waitingIn.set(simulation, waiting);
    const go = async ({ id, organization }: Deduction): Promise<void> => {
      await life.sleep(1000);
      await storage.transact({
        organization,
        read: { deduction: ref('deduction', id) },
        decide: ({ deduction }): E.Either<'gone', { writes: Write[]; events: []; result: void }> => {
          if (deduction?.status !== 'held') return E.left('gone');
          const to: Deduction = { ...deduction, status: 'received', dueAt: clock.now() };
          return E.right({ writes: [{ ...ref('deduction', id), to }], events: [], result: undefined });
        },
      })();
    };
    return deciding(isAny, (change) => {
      for (const one of change.writes) {
        if (one.kind === 'deduction' && one.to.status === 'held') waiting.set(one.key, one.to);
        if (one.kind !== 'member' || one.to.contract.status !== 'signed' || one.to.blockedAt !== undefined) continue;
        const theirs = [...waiting.values()].filter(({ outUserId }) => outUserId === one.key);
        for (const held of theirs) if (waiting.delete(held.id)) void go(held);
      }
      return change;
    })(storage);
  },
};

/** By the run: whoever holds it, and whoever opens the member, need not be one process. */
const waitingIn = new WeakMap<Simulation, Map<string, Deduction>>();

const listNeverMoves: Mutant = {
  name: 'a deny list whose version stays',
  noticedBy: ['INV-42'],
  storage: deciding(isAny, (change, found) => {
    const before = Object.values(found).find((record) => record !== undefined && 'denyListVersion' in record);
    if (before === undefined || !('denyListVersion' in before)) return change;
    const { denyListVersion } = before;
    return {
      ...change,
      writes: change.writes.map((one) =>
        one.kind === 'organization' ? { ...one, to: { ...one.to, denyListVersion } } : one,
      ),
    };
  }),
};

const debtStays: Mutant = {
  name: 'an advance that is repaid stays a debt',
  noticedBy: ['INV-41'],
  needs: ({ type }) => type === 'repay',
  storage: deciding(isAny, (change, found) => {
    const debts = Object.values(found).flatMap((record) =>
      record !== undefined && 'debts' in record ? record.debts : [],
    );
    return {
      ...change,
      writes: change.writes.map((one) =>
        one.kind === 'member' ? { ...one, to: { ...one.to, debts: [...new Set([...debts, ...one.to.debts])] } } : one,
      ),
    };
  }),
};

const debtForgotten: Mutant = {
  name: 'who is read anew owes nothing',
  noticedBy: ['INV-44'],
  storage: deciding(isAny, (change, found) => ({
    ...change,
    writes: change.writes.map((one) =>
      one.kind === 'member' && 'member' in found && !('deduction' in found)
        ? { ...one, to: { ...one.to, debts: [] } }
        : one,
    ),
  })),
};

/** Who may be charged, and who owes: INV-35 to INV-44. */
export const ofContracts: readonly Mutant[] = [
  noticeTrusted,
  olderReadingWins,
  heldGoesByItself,
  listNeverMoves,
  debtStays,
  debtForgotten,
];
