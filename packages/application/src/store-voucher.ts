import {
  type Change,
  type Clock,
  type CredentialUse,
  deductionIdOf,
  type DeductionId,
  type DeductionPolicy,
  denyPolicyOf,
  type Device,
  type DomainEvent,
  type Evidence,
  link,
  type Loaded,
  policyFor,
  ref,
  type StoredVoucher,
  type VoucherClaims,
  type VoucherId,
  voucherId,
  type Work,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { barOf } from './bar-of.ts';
import { whyHeld } from './judge-voucher.ts';
import { quarantineDevice } from './quarantine-device.ts';
import { receiveSale } from './receive-sale.ts';

export interface DeviceNotActive {
  readonly type: 'DeviceNotActive';
}
export type StoredAs =
  | { readonly status: 'accepted' | 'duplicate' }
  | { readonly status: 'held'; readonly reason: string }
  | { readonly status: 'conflict'; readonly reason: Evidence['reason'] };
export type Stored = StoredAs & { readonly voucherId: VoucherId; readonly deductionId?: DeductionId };

/** T1: bytes, both identities, chain position and the received sale in one transaction; then the acknowledgement. */
export const storeVoucher =
  (deps: { readonly clock: Clock; readonly policy: DeductionPolicy }) =>
  (of: Device, claims: VoucherClaims): Work<ReturnType<typeof refsOf>, DeviceNotActive, Stored> => {
    const now = deps.clock.now();
    const id = voucherId(of.deviceId, claims.keyEpoch, claims.sequence);
    const deductionId = deductionIdOf(claims.credentialHash);
    const at = refsOf(of, claims, id, deductionId);
    return {
      organization: of.organization,
      read: at,
      decide: (found): E.Either<DeviceNotActive, Change<Stored>> => {
        const { device } = found;
        if (device === undefined || device.status !== 'active' || device.keyEpoch !== claims.keyEpoch)
          return E.left({ type: 'DeviceNotActive' });
        const known = sameAgain(found, claims, id);
        if (known !== undefined) return E.right({ writes: [], events: [], result: known });
        const position = link(device.chain, claims);
        const conflict = conflictOf(found, position.type === 'Broken' ? position.reason : undefined);
        if (conflict !== undefined) {
          const evidence: Evidence = {
            voucher: id,
            bytes: claims.bytes,
            hash: claims.hash,
            reason: conflict,
            receivedAt: now,
          };
          const isolated = quarantineDevice(device, conflict, id, now);
          const result: Stored = {
            status: 'conflict',
            reason: conflict,
            voucherId: id,
            ...(found.credential === undefined ? {} : { deductionId: found.credential.deduction }),
          };
          return E.right({
            writes: [write(at.evidence, evidence), ...isolated.writes],
            events: isolated.events,
            result,
          });
        }
        const chain = position.type === 'Broken' ? device.chain : position.chain;
        const held = whyHeld(claims, { device, organization: found.organization, member: found.member, now });
        const policy = policyFor(found.organization, deps.policy);
        const barred = isBarred(found, policy);
        const sale = receiveSale(claims, { device, id: deductionId, voucher: id, now, held, barred, policy });
        const voucher: StoredVoucher = {
          id,
          device: device.deviceId,
          sequence: claims.sequence,
          bytes: claims.bytes,
          hash: claims.hash,
          deduction: deductionId,
          receivedAt: now,
        };
        const use: CredentialUse = {
          hash: claims.credentialHash,
          organization: of.organization,
          voucher: id,
          deduction: deductionId,
        };
        const writes: readonly Write[] = [
          write(at.device, { ...device, chain }),
          write(at.voucher, voucher),
          write(at.credential, use),
          write(at.deduction, sale.deduction),
        ];
        const gap = position.type === 'GapOpened' ? gapEvent(device, claims, now) : [];
        const common = { voucherId: id, deductionId };
        return E.right({
          writes,
          events: [...sale.events, ...gap],
          result: held === undefined ? { status: 'accepted', ...common } : { status: 'held', reason: held, ...common },
        });
      },
    };
  };

const refsOf = (of: Device, claims: VoucherClaims, id: VoucherId, deduction: DeductionId) => ({
  device: ref('device', of.deviceId),
  organization: ref('organization', of.organization),
  member: ref('member', claims.outUserId),
  voucher: ref('voucher', id),
  evidence: ref('evidence', `${id}/${claims.hash}`),
  credential: ref('credential', claims.credentialHash),
  deduction: ref('deduction', deduction),
});
type Found = Loaded<ReturnType<typeof refsOf>>;

const isBarred = ({ member, organization }: Found, policy: DeductionPolicy): boolean =>
  member !== undefined && barOf(member, denyPolicyOf(organization, policy)) !== undefined;

/** INV-4: same identity and same bytes, same answer as the first time. */
const sameAgain = (found: Found, claims: VoucherClaims, id: VoucherId): Stored | undefined => {
  if (found.evidence !== undefined)
    return {
      status: 'conflict',
      reason: found.evidence.reason,
      voucherId: id,
      ...(found.credential === undefined ? {} : { deductionId: found.credential.deduction }),
    };
  return found.voucher?.hash === claims.hash
    ? { status: 'duplicate', voucherId: id, deductionId: found.voucher.deduction }
    : undefined;
};

/** INV-62, INV-63: a number or a credential used twice, or a broken chain. Kept as evidence, never charged by itself. */
const conflictOf = (found: Found, broken: Evidence['reason'] | undefined): Evidence['reason'] | undefined => {
  if (found.voucher !== undefined) return 'same-number';
  // A sale without its credential's record cannot be; if it ever is, nothing of it is overwritten.
  if (found.credential !== undefined || found.deduction !== undefined) return 'same-credential';
  return broken;
};

const gapEvent = (device: Device, claims: VoucherClaims, at: DomainEvent['at']): readonly DomainEvent[] => [
  {
    key: `device/${device.deviceId}/gap/${claims.keyEpoch}/${claims.sequence}`,
    organization: device.organization,
    subject: { kind: 'device', id: device.deviceId },
    at,
    body: { type: 'VoucherGapOpened', from: device.chain.headSequence + 1, to: claims.sequence - 1 },
  },
];
