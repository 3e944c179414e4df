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
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type DeviceNotActive, storeVoucher, type StoredAs } from './store-voucher.ts';

export type VoucherResult =
  | { readonly status: 'unreadable'; readonly reason: string }
  | ({
      readonly voucherId: VoucherId;
      readonly sequence: number;
      readonly deductionId?: DeductionId;
      /** Signed; on it the terminal may let go of the voucher (INV-2). */
      readonly acknowledgement: string;
    } & StoredAs);

/**
 * T1: every entry is answered by itself, in order, and acknowledged only once it is durable (INV-1, INV-18). A bad entry
 * neither blocks nor rolls back the others (BAD-52). If the store fails, nothing is answered and the terminal repeats.
 */
export const acceptVouchers =
  (deps: {
    readonly storage: Storage;
    readonly vouchers: VoucherProtocol;
    readonly clock: Clock;
    readonly policy: DeductionPolicy;
  }) =>
  (
    device: Device,
    entries: readonly unknown[],
  ): TE.TaskEither<DeviceNotActive | StoreFailure, readonly VoucherResult[]> =>
  async () => {
    const read = await Promise.all(entries.map((entry) => deps.vouchers.read(entry, device)));
    // Handed over in order and all at once: the store keeps the order and commits them as groups.
    const results = await Promise.all(read.map((entry) => acceptOne(deps, device, entry)));
    const failed = results.find(E.isLeft);
    return failed ?? E.right(results.flatMap((result) => (E.isRight(result) ? [result.right] : [])));
  };

const acceptOne = async (
  deps: {
    readonly storage: Storage;
    readonly vouchers: VoucherProtocol;
    readonly clock: Clock;
    readonly policy: DeductionPolicy;
  },
  device: Device,
  entry: ReadVoucher,
): Promise<E.Either<DeviceNotActive | StoreFailure, VoucherResult>> => {
  if (entry.type === 'NotAVoucher') return E.right({ status: 'unreadable', reason: entry.reason });
  const { claims } = entry;
  const stored = await storeVoucher(deps)(device, claims)();
  if (E.isLeft(stored)) return stored;
  const { deviceId } = device;
  const { keyEpoch, sequence, hash } = claims;
  const acknowledgement = await deps.vouchers.acknowledge({ device: deviceId, keyEpoch, sequence, hash });
  return E.right({ ...stored.right, sequence, acknowledgement });
};
