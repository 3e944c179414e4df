import {
  type Clock,
  type Device,
  type DeductionId,
  type DeductionPolicy,
  type ReadVoucher,
  type Storage,
  type StoreFailure,
  type VoucherId,
  type VoucherProtocol,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { inOrder } from './in-order.ts';
import { type DeviceNotActive, type Stored, storeVoucher, type StoredAs } from './store-voucher.ts';

export type VoucherResult =
  | { readonly status: 'unreadable'; readonly reason: string }
  | ({
      readonly voucherId: VoucherId;
      readonly sequence: number;
      readonly deductionId?: DeductionId;
      /** Signed; on it the terminal may let go of the voucher (INV-2). */
      readonly acknowledgement: string;
    } & StoredAs);

interface Dependencies {
  readonly storage: Storage;
  readonly vouchers: VoucherProtocol;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
}

/**
 * T1: every entry is answered by itself, in order, and acknowledged only once it is durable (INV-1, INV-18). A bad entry
 * neither blocks nor rolls back the others (BAD-52). If the store fails, nothing is answered and the terminal repeats.
 */
export const acceptVouchers =
  (deps: Dependencies) =>
  (
    device: Device,
    entries: readonly unknown[],
  ): TE.TaskEither<DeviceNotActive | StoreFailure, readonly VoucherResult[]> =>
  async () => {
    const read = await Promise.all(entries.map((entry) => deps.vouchers.read(entry, device)));
    const results: VoucherResult[] = [];
    // One after the other: each voucher moves the chain of its terminal, and the store promises no order of its own.
    let together = togetherMax;
    for (let at = 0; at < read.length;) {
      const some = await acceptSome(deps, device, read.slice(at, at + together));
      if (E.isRight(some)) {
        results.push(...some.right);
        at += together;
      } else if (some.left.type === 'StoreBusy' && together > 1) together = Math.ceil(together / 4);
      else return some;
    }
    return E.right(results);
  };

/**
 * So many vouchers are one transaction: enough to share its commit, few enough not to meet too many others. Where the
 * store is too busy for that, the rest goes in smaller ones.
 */
const togetherMax = 16;

const acceptSome = async (
  deps: Dependencies,
  device: Device,
  entries: readonly ReadVoucher[],
): Promise<E.Either<DeviceNotActive | StoreFailure, readonly VoucherResult[]>> => {
  const readable = entries.flatMap((entry) => (entry.type === 'Voucher' ? [entry.claims] : []));
  const works = readable.map((claims) => storeVoucher(deps)(device, claims));
  const done = await deps.storage.transact(inOrder(device.organization, works))();
  const stored = pipe(done, E.flatMap(E.sequenceArray<DeviceNotActive | StoreFailure, Stored>));
  if (E.isLeft(stored)) return stored;
  const storedOf = new Map(readable.map((claims, index) => [claims, stored.right[index]]));
  const answers = entries.map(async (entry): Promise<VoucherResult> => {
    if (entry.type === 'NotAVoucher') return { status: 'unreadable', reason: entry.reason };
    const { keyEpoch, sequence, hash } = entry.claims;
    const one = storedOf.get(entry.claims);
    if (one === undefined) throw new Error('a voucher that was never stored');
    const acknowledgement = await deps.vouchers.acknowledge({ device: device.deviceId, keyEpoch, sequence, hash });
    return { ...one, sequence, acknowledgement };
  });
  return E.right(await Promise.all(answers));
};
