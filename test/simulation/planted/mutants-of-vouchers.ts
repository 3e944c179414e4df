import { voucherHash } from '@facepay/device-protocol';
import type { Kind, Ref, StoreFailure, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Plan } from '../plan/plan.ts';
import type { Mutant } from './mutant.ts';
import { answeringEarly, deciding, type Found, isIntake, lookOnly, seeing } from './storage-seams.ts';

const acknowledgeBeforeCommit: Mutant = {
  name: 'acknowledge before commit',
  noticedBy: ['INV-1'],
  storage: (storage, { life }) => answeringEarly(isIntake, life)(storage),
};

/** Hash of the voucher that comes in under a number, from the place its evidence would have. */
const hashOfThis = (id: string, read: Wanted): string | undefined =>
  Object.values(read)
    .find(({ kind, key }) => kind === 'evidence' && key.startsWith(`${id}/`))
    ?.key.slice(id.length + 1);

const knownByNumber: Mutant = {
  name: 'a voucher is known by its number alone',
  noticedBy: ['INV-1', 'INV-4', 'INV-62'],
  suits: ({ ops }) => ops.some((op) => op.type === 'clone' || (op.type === 'hostile' && op.attack === 'chain')),
  storage: seeing(isIntake, (record, { kind }, read) => {
    if (kind !== 'voucher' || record === undefined || !('sequence' in record)) return record;
    return { ...record, hash: hashOfThis(record.id, read) ?? record.hash };
  }),
};

const credentialUnknown: Mutant = {
  name: 'a credential is not looked up',
  noticedBy: ['INV-1', 'INV-13', 'INV-15', 'INV-20', 'INV-62', 'INV-63'],
  needs: (op) => op.type === 'hostile' && op.attack === 'chain',
  storage: seeing(isIntake, (record, { kind }) => (kind === 'credential' || kind === 'deduction' ? undefined : record)),
};

/** After a restart everything is new again. Known is what was committed: a rule may run more than once before that. */
const knownInMemory: Mutant = {
  name: 'what came in is remembered in memory only',
  noticedBy: ['INV-1', 'INV-13', 'INV-15', 'INV-37'],
  storage: (storage) => {
    const seen = new Set<string>();
    const isNew = ({ kind, key }: Ref): boolean => kind === 'voucher' && !seen.has(key);
    const forgetful = seeing(isIntake, (record, at, read) => {
      if (!Object.values(read).some(isNew)) return record;
      return at.kind === 'device' ? withoutChain(record) : fresh.has(at.kind) ? undefined : record;
    })(storage);
    return {
      transact: (work) => {
        const done = forgetful.transact(work);
        return isIntake(work.read)
          ? pipe(
              done,
              TE.tapIO(() => () => {
                for (const { kind, key } of Object.values(work.read)) if (kind === 'voucher') seen.add(key);
              }),
            )
          : done;
      },
    };
  },
};
const fresh: ReadonlySet<Kind> = new Set<Kind>(['voucher', 'evidence', 'credential', 'deduction']);
const withoutChain = (record: Found): Found =>
  record !== undefined && 'chain' in record
    ? { ...record, chain: { headSequence: -1, headHash: '', gaps: [] } }
    : record;

const firstOnly: Mutant = {
  name: 'a batch is acknowledged, and its first voucher kept',
  noticedBy: ['INV-1'],
  storage: deciding(isIntake, (change) => {
    let kept = 0;
    return { ...change, writes: change.writes.filter(({ kind }) => kind !== 'voucher' || (kept += 1) === 1) };
  }),
};

const refusalOverheard: Mutant = {
  name: 'a batch is acknowledged that the store refused',
  noticedBy: ['INV-1'],
  storage: (storage) => ({
    transact: <W extends Wanted, R, A>(work: Work<W, R, A>): TE.TaskEither<R | StoreFailure, A> =>
      isIntake(work.read)
        ? async () => {
            const done = await storage.transact(work)();
            const decided = E.isLeft(done) ? await lookOnly(storage, work) : undefined;
            return decided === undefined || E.isLeft(decided) ? done : E.right(decided.right.result);
          }
        : storage.transact(work),
  }),
};

/** Enough answers to a terminal are damaged that some are about its vouchers. */
const hearsBadly = ({ faults }: Plan): boolean =>
  faults.filter(({ process, kind }) => process.startsWith('device') && damages.has(kind)).length > 15;
const damages: ReadonlySet<string> = new Set(['flipped-answer', 'truncated-answer']);

const batchRefused: Mutant = {
  name: 'one bad entry, and the whole batch is refused',
  noticedBy: ['INV-18', 'INV-96'],
  needs: (op) => op.type === 'hostile' && op.attack === 'vouchers',
  server: (handle) => async (request) => {
    const answer = await handle(request);
    const isMixed = request.target.endsWith('/vouchers') && Buffer.from(answer.body).includes('"unreadable"');
    return isMixed ? { ...answer, status: 422 } : answer;
  },
};

/** Whatever the answer says, and whether or not it can be read. */
const deletedAtOk: Mutant = {
  name: 'a terminal deletes what it sent when it hears 200',
  noticedBy: ['INV-2'],
  suits: hearsBadly,
  terminalLine: (line, journal) => async (call) => {
    const sent = call.target.endsWith('/vouchers') ? journal.pending(0, 500) : [];
    const result = await line(call);
    if (result.type === 'Answered' && result.answer.status === 200)
      for (const signed of sent) journal.remove(signed.voucher.sequence, voucherHash(signed));
    return result;
  },
};

/** None is lost and none taken twice: INV-1 to INV-4, INV-18, INV-63. */
export const ofVouchers: readonly Mutant[] = [
  acknowledgeBeforeCommit,
  knownByNumber,
  credentialUnknown,
  knownInMemory,
  firstOnly,
  refusalOverheard,
  batchRefused,
  deletedAtOk,
];
