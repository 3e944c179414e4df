import { emptyChain } from '@facepay/device-protocol';
import type { Device, Fen, Instant, VoucherClaims, VoucherProtocol } from '@facepay/domain';
import { changedWrites } from './changed-writes.ts';
import { attackedBy, type Mutant } from './mutant.ts';

type Misreading = (claims: VoucherClaims, device: Device, now: Instant) => Partial<VoucherClaims>;
const misreading = (name: string, change: Misreading): Mutant => ({
  name,
  needs: attackedBy('vouchers'),
  noticedBy: ['INV-19', 'INV-22'],
  vouchers: (protocol: VoucherProtocol, { clock }) => ({
    ...protocol,
    read: async (entry, device) => {
      const read = await protocol.read(entry, device);
      if (read.type !== 'Voucher') return read;
      const { claims } = read;
      return { ...read, claims: { ...claims, ...change(claims, device, clock.now()) } };
    },
  }),
});

const clonesForgiven: Mutant = {
  name: 'a device found in two places goes on',
  noticedBy: ['INV-62', 'INV-19'],
  storage: changedWrites((one) => {
    if (one.kind !== 'device') return [one];
    const { quarantine: _, ...to } = one.to;
    return [{ ...one, to }];
  }),
};

const evidenceDropped: Mutant = {
  name: 'a second voucher of one number is thrown away',
  noticedBy: ['INV-1', 'INV-3'],
  storage: changedWrites((one) => (one.kind === 'evidence' ? [] : [one])),
};

/** Numbers begin anew when the terminal starts with an empty queue. */
const numbersReused: Mutant = {
  name: 'a number used again after a power cut',
  noticedBy: ['INV-65'],
  journal: (journal, disk) => {
    if (disk.vouchers.size === 0) disk.head = emptyChain;
    return journal;
  },
};

const datedByTheWall: Mutant = {
  name: 'a sale dated by a clock that people set',
  noticedBy: ['INV-64', 'INV-59'],
  needs: (op) => op.type === 'clock' && op.process === 'device',
  steadyClock: (wall) => wall,
};

/** What a terminal signs is not yet true: BAD-44 to BAD-50, INV-61 to INV-65. */
export const ofTerminals: readonly Mutant[] = [
  misreading('an illegal amount is read as a legal one', ({ amount }) => ({ amount: amount ?? (400 as Fen) })),
  misreading('a cut credential is sent', () => ({ credentialWhole: true })),
  misreading('a sale of another school is ours', (_, { organization }) => ({ organization })),
  misreading('a sale of any year', (_, __, now) => ({ saleAt: now })),
  clonesForgiven,
  evidenceDropped,
  numbersReused,
  datedByTheWall,
];
