import { readFileSync } from 'node:fs';
import {
  credentialHash,
  encodePublicKey,
  genesisHash,
  keyPairFromSeed,
  signAcknowledgement,
  signEd25519Sync,
  signTerminalRequest,
  signVoucher,
  voucherHash,
} from '@facepay/device-protocol';
import { expect, test } from 'vitest';

const document = readFileSync(new URL('../../../docs/device-protocol.md', import.meta.url), 'utf8');

/** The lines of the fenced block of that kind. */
const block = (kind: string): readonly string[] => {
  const found = new RegExp(`^\`\`\`${kind}\\n([^\`]*)^\`\`\``, 'm').exec(document);
  return (found?.[1] ?? '').trimEnd().split('\n');
};

/** The hexadecimal columns of a block: what stands after two spaces or more is a remark. */
const hexOf = (kind: string): string =>
  block(kind)
    .map((line) => (line.split(/ {2,}/)[0] ?? '').replaceAll(' ', ''))
    .join('');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const device = keyPairFromSeed(new Uint8Array(32).fill(1));
const acknowledging = keyPairFromSeed(new Uint8Array(32).fill(2));
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
    saleAtMs: '1788925200000',
    clockUncertaintyMs: '40',
    recogMode: '0',
    credential: 'Y3JlZGVudGlhbA==',
    description: '午餐',
  },
  device.privateKey,
);

test('docs/device-protocol.md: keys, voucher and hashes are what the code computes', () => {
  expect(document).toContain(`device  ${encodePublicKey(device.publicKey)}`);
  expect(document).toContain(`ack-1   ${encodePublicKey(acknowledging.publicKey)}`);
  expect(hexOf('voucher')).toBe(hex(signed.bytes));
  expect(hexOf('hashes')).toBe(hex(voucherHash(signed)) + hex(credentialHash(signed.voucher.credential)));
});

test('docs/device-protocol.md: the acknowledgement is what the code computes', async () => {
  const text = await signAcknowledgement(
    { ackKeyId: 'ack-1', deviceId: 'device-1', keyEpoch: 1, sequence: 1, voucherHash: voucherHash(signed) },
    acknowledging.privateKey,
    signEd25519Sync,
  );
  expect(hexOf('acknowledgement')).toBe(Buffer.from(text, 'base64').toString('hex'));
});

test('docs/device-protocol.md: the signed request is what the code computes', () => {
  const body = Buffer.from(JSON.stringify({ vouchers: [Buffer.from(signed.bytes).toString('base64')] }));
  const headers = signTerminalRequest(
    { method: 'POST', target: '/v1/devices/device-1/vouchers', body },
    { deviceKey: device.privateKey, keyid: 'device-1', nowSeconds: 1_788_925_260, nonce: 'b64GqZ0x' },
  );
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  expect(block('http')).toEqual(['POST /v1/devices/device-1/vouchers', ...lines]);
});
