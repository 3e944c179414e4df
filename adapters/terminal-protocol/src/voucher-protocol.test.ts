import {
  encodePublicKey,
  encodeUploadEntry,
  genesisHash,
  keyPairFromSeed,
  signEd25519Pool,
  signVoucher,
  verifyAcknowledgement,
  verifyEd25519Pool,
  type Voucher,
} from '@facepay/device-protocol';
import { type Device, type DeviceId, emptyChain, Instant, type OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { credentialWhole } from './credential-whole.ts';
import { createVoucherProtocol } from './voucher-protocol.ts';

const deviceKey = keyPairFromSeed(Buffer.alloc(32, 1));
const otherKey = keyPairFromSeed(Buffer.alloc(32, 2));
const ackKey = keyPairFromSeed(Buffer.alloc(32, 3));
const protocol = createVoucherProtocol({
  ackKey: ackKey.privateKey,
  ackKeyId: 'ack-1',
  sign: signEd25519Pool,
  verify: verifyEd25519Pool,
});
const device: Device = {
  deviceId: 'T1' as DeviceId,
  organization: 'O1' as OrganizationId,
  name: 'window 1',
  publicKey: encodePublicKey(deviceKey.publicKey),
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('0'.repeat(64)),
  enrolledAt: Instant.of(0),
};

const part = (bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
const credential = Buffer.concat([
  part(Buffer.from('K0001')),
  part(Buffer.alloc(128, 7)),
  part(Buffer.alloc(3000, 9)),
]).toString('base64');

const voucher = (over: Partial<Voucher> = {}): Voucher => ({
  deviceId: 'T1',
  keyEpoch: 1,
  sequence: 1,
  previousHash: genesisHash,
  organizationId: 'O1',
  subMchid: '1900000109',
  outUserId: 'pupil-0001',
  userId: 'FU1',
  amountFen: '1250',
  saleAtMs: '1700000000000',
  clockUncertaintyMs: '1000',
  recogMode: '0',
  credential,
  description: '午餐',
  ...over,
});
const entry = (over: Partial<Voucher> = {}, key = deviceKey): string =>
  encodeUploadEntry(signVoucher(voucher(over), key.privateKey));

describe('vouchers behind the port', () => {
  test('a signed voucher reads as its claims', async () => {
    expect(await protocol.read(entry(), device)).toMatchObject({
      type: 'Voucher',
      claims: { sequence: 1, amount: 1250, saleAt: 1_700_000_000_000, credentialWhole: true, userId: 'FU1' },
    });
  });

  test.each(['0', '-1', '10001', '1.5', '"100"', '9007199254740992', 'null'])(
    'BAD-44 amount %s is no amount, the voucher still reads',
    async (amountFen) => {
      const read = await protocol.read(entry({ amountFen }), device);
      expect(read).toMatchObject({ type: 'Voucher', claims: { amount: undefined } });
    },
  );

  test('INV-59 what another key signed, or another device wrote, is not a voucher of this device', async () => {
    expect(await protocol.read(entry({}, otherKey), device)).toMatchObject({ type: 'NotAVoucher' });
    expect(await protocol.read(entry({ deviceId: 'T2' }), device)).toMatchObject({ type: 'NotAVoucher' });
    expect(await protocol.read(entry(), { ...device, publicKey: 'nonsense' })).toMatchObject({ type: 'NotAVoucher' });
  });

  test('INV-18 any other entry is answered, never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (anything) => {
        expect((await protocol.read(anything, device)).type).toBe('NotAVoucher');
      }),
    );
  });

  test('INV-2 an acknowledgement names exactly the stored bytes', async () => {
    const text = await protocol.acknowledge({ device: 'T1', keyEpoch: 1, sequence: 4, hash: 'ab'.repeat(32) });
    const read = await verifyAcknowledgement(
      text,
      (id) => (id === 'ack-1' ? ackKey.publicKey : undefined),
      verifyEd25519Pool,
    );
    expect(E.isRight(read) && read.right).toMatchObject({ deviceId: 'T1', keyEpoch: 1, sequence: 4 });
  });

  test('sale details come back from the stored bytes alone', async () => {
    expect(protocol.saleDetails(entry())).toEqual({ credential, description: '午餐' });
    expect(protocol.saleDetails('AAAA')).toBeUndefined();
  });

  test('BAD-46 a credential that was cut, or whose + became a space, is not whole', () => {
    expect(credentialWhole(credential)).toBe(true);
    expect(credentialWhole(`${credential.slice(0, 40)} ${credential.slice(41)}`)).toBe(false);
    expect(credentialWhole('')).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: credential.length - 1 }), (length) => {
        expect(credentialWhole(credential.slice(0, length))).toBe(false);
      }),
    );
  });
});
