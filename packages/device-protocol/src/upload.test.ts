import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { keyPairFromSeed } from './ed25519.ts';
import { decodeUploadEntry, encodeUploadEntry, UploadAnswer, uploadBytesMax, uploadEntriesMax } from './upload.ts';
import { signVoucher } from './voucher-signature.ts';
import { genesisHash } from './voucher.ts';

const signed = signVoucher(
  {
    deviceId: 'device-1',
    keyEpoch: 1,
    sequence: 1,
    previousHash: genesisHash,
    organizationId: 'O1',
    subMchid: '1900000109',
    outUserId: 'pupil-1',
    userId: 'FU1',
    amountFen: '1250',
    saleAtMs: '1790000000000',
    clockUncertaintyMs: '0',
    recogMode: '0',
    credential: Buffer.alloc(3300, 1).toString('base64'),
    description: '午餐',
  },
  keyPairFromSeed(new Uint8Array(32).fill(7)).privateKey,
);

test('an entry is read back byte for byte', () => {
  const entry = decodeUploadEntry(encodeUploadEntry(signed));
  if (E.isLeft(entry)) throw new Error(entry.left.reason);
  expect(Buffer.compare(entry.right.bytes, signed.bytes)).toBe(0);
});

const whole = encodeUploadEntry(signed);
test.each([null, 7, {}, '', 'not a voucher', 'QUJD', `${whole}\n`, `${whole.slice(0, 99)} ${whole.slice(100)}`])(
  'BAD-52: an entry that is no signed voucher is named so (%#)',
  (entry) => {
    expect(decodeUploadEntry(entry)).toMatchObject({ left: { type: 'Unreadable' } });
  },
);

test('BAD-51: a full batch of ordinary vouchers stays below the size bound', () => {
  const body = JSON.stringify({ vouchers: Array.from({ length: uploadEntriesMax }, () => encodeUploadEntry(signed)) });
  expect(Buffer.byteLength(body)).toBeLessThan(uploadBytesMax);
});

test('answers are read, with members added later, and only with known statuses', () => {
  const result = { index: 0, status: 'held', reason: 'amount', later: true };
  expect(E.isRight(UploadAnswer.decode({ results: [result] }))).toBe(true);
  expect(E.isLeft(UploadAnswer.decode({ results: [{ index: 0, status: 'charged' }] }))).toBe(true);
});
