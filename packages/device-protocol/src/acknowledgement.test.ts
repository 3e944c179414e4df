import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { ackKeysDocument, readAckKeys } from './ack-keys.ts';
import { signAcknowledgement, verifyAcknowledgement } from './acknowledgement.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { keyPairFromSeed, signEd25519Pool, signEd25519Sync, verifyEd25519Pool, verifyEd25519Sync } from './ed25519.ts';

const keys = keyPairFromSeed(new Uint8Array(32).fill(9));
const foreignKeys = keyPairFromSeed(new Uint8Array(32).fill(10));
const keyOf = (ackKeyId: string) => (ackKeyId.startsWith('ack') ? keys.publicKey : undefined);

const acknowledgements: fc.Arbitrary<Acknowledgement> = fc.record({
  ackKeyId: fc.string().map((text) => `ack-${text}`),
  deviceId: fc.string(),
  keyEpoch: fc.integer({ min: 1, max: 1000 }),
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  voucherHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

const flipped = (base64: string, place: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  const at = place % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (place % 8)), at);
  return bytes.toString('base64');
};

test('INV-2: an acknowledgement is believed as signed, and with no bit changed', async () => {
  await fc.assert(
    fc.asyncProperty(acknowledgements, fc.nat(), async (acknowledgement, place) => {
      const text = await signAcknowledgement(acknowledgement, keys.privateKey, signEd25519Sync);
      const believed = await verifyAcknowledgement(text, keyOf, verifyEd25519Pool);
      if (E.isLeft(believed)) throw new Error(believed.left.type);
      expect({ ...believed.right, voucherHash: [...believed.right.voucherHash] }).toEqual({
        ...acknowledgement,
        voucherHash: [...acknowledgement.voucherHash],
      });
      expect(E.isLeft(await verifyAcknowledgement(flipped(text, place), keyOf, verifyEd25519Sync))).toBe(true);
    }),
  );
});

test('INV-2: another key, an unknown key and text that is no acknowledgement are told apart', async () => {
  const acknowledgement = fc.sample(acknowledgements, { numRuns: 1, seed: 2 })[0]!;
  const forged = await signAcknowledgement(acknowledgement, foreignKeys.privateKey, signEd25519Pool);
  expect(await verifyAcknowledgement(forged, keyOf, verifyEd25519Sync)).toMatchObject({
    left: { type: 'AcknowledgementForged' },
  });
  const unknown = await signAcknowledgement({ ...acknowledgement, ackKeyId: 'old' }, keys.privateKey, signEd25519Sync);
  expect(await verifyAcknowledgement(unknown, keyOf, verifyEd25519Sync)).toMatchObject({
    left: { type: 'UnknownAckKey', ackKeyId: 'old' },
  });
  for (const text of ['', '{}', 'AAAA', forged.slice(4)])
    expect(await verifyAcknowledgement(text, keyOf, verifyEd25519Sync)).toMatchObject({ left: { type: 'Unreadable' } });
});

test('the ack-keys document carries the keys', () => {
  const document: unknown = JSON.parse(JSON.stringify(ackKeysDocument(new Map([['ack-1', keys.publicKey]]))));
  const read = readAckKeys(document);
  if (E.isLeft(read)) throw new Error(read.left.reason);
  expect(read.right.get('ack-1')?.equals(keys.publicKey)).toBe(true);
  expect(E.isLeft(readAckKeys({ keys: [{ keyId: 'a', algorithm: 'Ed25519', publicKey: 'AAAA' }] }))).toBe(true);
  expect(E.isLeft(readAckKeys({}))).toBe(true);
});
