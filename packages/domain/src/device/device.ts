import type { DeviceId, OrganizationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scene } from '../kernel/scene.ts';
import type { DeviceSeen } from './device-seen.ts';

/** A terminal: its key, and what we know of its chain of vouchers (INV-61, INV-62). */
export interface Device {
  readonly deviceId: DeviceId;
  readonly organization: OrganizationId;
  readonly name: string;
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string;
  readonly keyEpoch: number;
  readonly status: 'active' | 'revoked';
  /** Set at the first sign of a clone or a rolled back image; nothing of it is charged by itself afterwards. */
  readonly quarantine?: { readonly reason: string; readonly at: Instant };
  readonly chain: Chain;
  readonly enrolledAt: Instant;
  /** Where it stands, if not where its organization was adopted for: a shop beside the canteen. */
  readonly scene?: Scene;
  /** Absent before its first heartbeat. */
  readonly seen?: DeviceSeen;
}
export interface Chain {
  /** Highest sequence number seen and the hash of that voucher. */
  readonly headSequence: number;
  readonly headHash: string;
  /** Numbers below the head that never came. A gap blocks nobody (INV-61). */
  readonly gaps: readonly Gap[];
}
/** Both ends included, with the hashes of the vouchers on its two sides: what fills it must fit both. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly opensAfter: string;
  readonly closesWith: string;
}
export const emptyChain = (genesisHash: string): Chain => ({ headSequence: 0, headHash: genesisHash, gaps: [] });

export type ChainLink =
  | { readonly type: 'Linked'; readonly chain: Chain }
  /** Numbers are missing before it; they may still come. */
  | { readonly type: 'GapOpened'; readonly chain: Chain }
  | { readonly type: 'GapFilled'; readonly chain: Chain }
  /** A predecessor that is not ours, or a number that was used: clone, rolled back image, damage (INV-62). */
  | { readonly type: 'Broken'; readonly reason: 'wrong-previous-hash' | 'sequence-backwards' };

export interface Link {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a voucher that is not stored yet stands in the chain of its device. */
export const link = (chain: Chain, next: Link): ChainLink => {
  const { headSequence, headHash, gaps } = chain;
  if (next.sequence === headSequence + 1)
    return next.previousHash === headHash
      ? { type: 'Linked', chain: { ...chain, headSequence: next.sequence, headHash: next.hash } }
      : { type: 'Broken', reason: 'wrong-previous-hash' };
  if (next.sequence > headSequence) {
    const gap = { from: headSequence + 1, to: next.sequence - 1, opensAfter: headHash, closesWith: next.previousHash };
    return { type: 'GapOpened', chain: { headSequence: next.sequence, headHash: next.hash, gaps: [...gaps, gap] } };
  }
  const gap = gaps.find(({ from, to }) => next.sequence >= from && next.sequence <= to);
  if (gap === undefined) return { type: 'Broken', reason: 'sequence-backwards' };
  const fits =
    (next.sequence !== gap.to || next.hash === gap.closesWith) &&
    (next.sequence !== gap.from || next.previousHash === gap.opensAfter);
  if (!fits) return { type: 'Broken', reason: 'wrong-previous-hash' };
  const rest = [
    { ...gap, to: next.sequence - 1, closesWith: next.previousHash },
    { ...gap, from: next.sequence + 1, opensAfter: next.hash },
  ].filter(({ from, to }) => from <= to);
  return { type: 'GapFilled', chain: { ...chain, gaps: gaps.flatMap((g) => (g === gap ? rest : [g])) } };
};
