import { again, againOr, moves, refused, refusedByWechat, type Row } from './cell.ts';
import type { Refusal, StateName } from './words.ts';

/** What any call but create and query answers where it has no business (§6, the table of calls). */
export const nowhere = (...also: readonly Refusal[]) =>
  ({
    none: refused('not found', ...also),
    created: refused('state', ...also),
    'in service': refused('state', ...also),
    'to pay': refused('state', ...also),
    'being charged': refused('state', 'charging', ...also),
    paid: refused('done', 'state', ...also),
    'paid outside': refused('done', 'state', ...also),
    free: refused('done', 'state', ...also),
    revoked: refused('cancelled', 'state', ...also),
    expired: refused('cancelled', 'state', ...also),
  }) satisfies Record<StateName, unknown>;

/** The provider has no cancel once an order is completed in this profile: the sources contradict each other (§6 ⚠). */
export type AfterCompletion = 'accepts' | 'refuses';

/** A sync that says a wrong time. */
const syncedAt = (why: Refusal) => ({
  ...nowhere(why),
  'to pay': refused(why),
  'being charged': refused(why, 'charging'),
  'paid outside': refused('done', 'state', 'mismatch', why),
});

/** Cancel and sync: the two ends that a merchant makes. */
export const endingCalls = (cancelAfterCompletion: AfterCompletion) =>
  ({
    cancel: {
      source: '§6 table of calls; §8 for another reason',
      cells: {
        ...nowhere(),
        created: moves('revoked'),
        'in service': moves('revoked'),
        'to pay': cancelAfterCompletion === 'accepts' ? moves('revoked') : refusedByWechat('state'),
        'being charged': refusedByWechat('charging'),
        paid: refused('done'),
        'paid outside': refused('done'),
        free: refused('done'),
        revoked: refused('cancelled', 'mismatch'), // another reason
      },
    },
    'cancel same': { source: '§6 table of calls', cells: { revoked: again } },
    sync: {
      source: '§6 table of calls, §4.6',
      cells: {
        ...nowhere(),
        'to pay': moves('paid outside'),
        'being charged': refusedByWechat('charging'),
        'paid outside': refused('done', 'state', 'mismatch'), // another time
      },
    },
    'sync same': { source: '§8 [inferred]', cells: { 'paid outside': againOr('done', 'state') } },
    'sync paid in the future': {
      source: '§4.6 paid_time ≤ sync call',
      cells: syncedAt('time'),
    },
    'sync paid before completion': {
      source: '§4.6 complete call < paid_time',
      cells: syncedAt('time'),
    },
  }) satisfies Record<string, Row>;
