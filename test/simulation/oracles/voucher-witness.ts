import { type SignedVoucher, voucherHash } from '@facepay/device-protocol';
import type { OrganizationId } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import type { CommittedRecords } from '../world/records.ts';

/** Every voucher that any key of a terminal ever signed, kept outside of everything that is under test. */
export interface VoucherWitness {
  /** `disk`: on which it was kept; a number is used once on a disk, whatever power cuts there are (INV-65). */
  readonly minted: (voucher: SignedVoucher, disk: string, expected?: Expected) => void;
  readonly removed: (deviceId: string, sequence: number, hash: Uint8Array) => void;
  readonly isStored: (deviceId: string, keyEpoch: number, sequence: number, hash: string) => boolean;
  /** By hash. */
  readonly all: ReadonlyMap<string, Minted>;
}
/** What becomes of a hostile voucher: one of these reasons to hold it, evidence, or nothing stored at all. */
export type Expected =
  | { readonly type: 'held'; readonly reasons: readonly string[] }
  | { readonly type: 'evidence' }
  | { readonly type: 'charge' };
export interface Minted {
  readonly deviceId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly expected: Expected | undefined;
}

export const createVoucherWitness = (
  { violate, count }: Simulation,
  records: CommittedRecords,
  organization: OrganizationId,
): VoucherWitness => {
  const all = new Map<string, Minted>();
  const numbers = new Map<string, string>();
  const isStored = (deviceId: string, keyEpoch: number, sequence: number, hash: string): boolean => {
    const id = `${deviceId}/${keyEpoch}/${sequence}`;
    return (
      records.find(organization, 'voucher', id)?.hash === hash ||
      records.find(organization, 'evidence', `${id}/${hash}`) !== undefined
    );
  };
  return {
    minted: (signed, disk, expected) => {
      const { deviceId, sequence } = signed.voucher;
      const hash = hex(voucherHash(signed));
      const before = numbers.get(`${disk}/${sequence}`);
      if (before !== undefined && before !== hash && expected === undefined)
        violate('INV-65', `${disk} uses number ${sequence} twice`);
      numbers.set(`${disk}/${sequence}`, hash);
      all.set(hash, { deviceId, sequence, hash, expected });
      if (expected !== undefined) count(`hostile voucher ${expected.type}`);
    },
    removed: (deviceId, sequence, hash) => {
      if (!isStored(deviceId, 1, sequence, hex(hash)))
        violate('INV-3', `voucher ${deviceId}/${sequence} left its device and is not on the server`);
    },
    isStored,
    all,
  };
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
