import {
  type BeijingDay,
  type Clock,
  dayOf,
  type DaySheet,
  daySheetOf,
  type Device,
  type MissingVouchers,
  type OrganizationId,
  type Reads,
  ref,
  type StoreFailure,
  type TerminalOfDay,
  voucherId,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

interface Dependencies {
  readonly reads: Reads;
  readonly clock: Clock;
}

/**
 * The day closing sheet (日结, INV-31). It is read, not written: the sales are the truth, and what a sheet said yesterday is
 * not kept. The store sums; only terminals with gaps in their numbers cost more than one look.
 */
export const readDay =
  (deps: Dependencies) =>
  (organization: OrganizationId, day: BeijingDay): TE.TaskEither<OrganizationNotAdopted | StoreFailure, DaySheet> =>
    pipe(
      requireOrganization(deps.reads)(organization),
      TE.flatMap(() => devicesOf(deps.reads, organization)),
      TE.flatMap(TE.traverseSeqArray((device: Device) => terminalOf(deps.reads, device))),
      TE.bindTo('terminals'),
      TE.bindW('lines', () => deps.reads.dayLines(organization, day)),
      TE.map(({ terminals, lines }) => daySheetOf({ organization, day, now: deps.clock.now() }, lines, terminals)),
    );

const devicesOf = (
  reads: Reads,
  organization: OrganizationId,
  after?: string,
): TE.TaskEither<StoreFailure, readonly Device[]> =>
  pipe(
    reads.page('device', { organization }, devicesPerPage, after),
    TE.flatMap(({ items, next }) =>
      next === undefined
        ? TE.right(items)
        : pipe(
            devicesOf(reads, organization, next),
            TE.map((rest) => [...items, ...rest]),
          ),
    ),
  );
const devicesPerPage = 200;

const terminalOf = (reads: Reads, device: Device): TE.TaskEither<StoreFailure, TerminalOfDay> =>
  pipe(
    device.chain.gaps,
    TE.traverseSeqArray(({ from, to }): TE.TaskEither<StoreFailure, MissingVouchers> =>
      pipe(
        TE.Do,
        TE.bind('after', () => saleDayOf(reads, device, from - 1)),
        TE.bind('before', () => saleDayOf(reads, device, to + 1)),
        TE.map(({ after, before }) => ({
          from,
          to,
          ...(after === undefined ? {} : { after }),
          ...(before === undefined ? {} : { before }),
        })),
      ),
    ),
    TE.map((gaps) => ({ device: device.deviceId, gaps })),
  );

/** Day of the sale that the terminal gave this number; nothing where there is none here. */
const saleDayOf = (
  reads: Reads,
  { organization, deviceId, keyEpoch }: Device,
  sequence: number,
): TE.TaskEither<StoreFailure, BeijingDay | undefined> =>
  pipe(
    reads.find(organization, ref('voucher', voucherId(deviceId, keyEpoch, sequence))),
    TE.flatMap((voucher) =>
      voucher === undefined ? TE.right(undefined) : reads.find(organization, ref('deduction', voucher.deduction)),
    ),
    TE.map((deduction) => (deduction === undefined ? undefined : dayOf(deduction.saleAt))),
  );
