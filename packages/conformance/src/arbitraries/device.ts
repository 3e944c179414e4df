import { type Chain, type Device, emptyChain, link } from '@facepay/domain';
import fc from 'fast-check';
import { anyScene } from './limits.ts';
import { anyDeviceId, anyHex, anyInstant, anyOrganizationId } from './kernel.ts';

/** A chain after some of its first vouchers came, in any order. */
export const anyChain: fc.Arbitrary<Chain> = anyHex(64).chain((genesis) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }).map((sequences) => {
    const hashOf = (sequence: number): string => (sequence === 0 ? genesis : `${sequence}`.padStart(64, 'a'));
    return sequences.reduce<Chain>((chain, sequence) => {
      const next = link(chain, { sequence, previousHash: hashOf(sequence - 1), hash: hashOf(sequence) });
      return next.type === 'Broken' ? chain : next.chain;
    }, emptyChain(genesis));
  }),
);
export const anyDevice: fc.Arbitrary<Device> = fc.record(
  {
    deviceId: anyDeviceId,
    organization: anyOrganizationId,
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    keyEpoch: fc.integer({ min: 1, max: 9 }),
    scene: anyScene,
    status: fc.constantFrom('active' as const, 'revoked' as const),
    quarantine: fc.record({ reason: fc.constantFrom('wrong-previous-hash', 'same-number'), at: anyInstant }),
    chain: anyChain,
    enrolledAt: anyInstant,
    seen: fc.record(
      { at: anyInstant, saidAt: anyInstant, galleryAt: anyInstant, denyListVersion: fc.nat() },
      { requiredKeys: ['at', 'saidAt', 'galleryAt'] },
    ),
  },
  {
    requiredKeys: ['deviceId', 'organization', 'name', 'publicKey', 'keyEpoch', 'status', 'chain', 'enrolledAt'],
  },
);
