import { generateKeyPairSync } from 'node:crypto';
import { createKeyRing, decryptField, fieldSeedBytes, type VerificationKey } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encryptionKeyOf, openFieldSealer } from './field-sealer.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const certificate = (serial: string, expiresAtMs: number): VerificationKey => ({
  serial,
  publicKey,
  kind: 'certificate',
  expiresAtMs,
});
const permanent: VerificationKey = { serial: 'PUB_KEY_ID_1', publicKey, kind: 'publicKey' };
const chosen = (keys: readonly VerificationKey[]) => encryptionKeyOf(createKeyRing(keys))?.serial;

describe('the key fields are encrypted with', () => {
  it('is the public key wherever there is one', () => {
    expect(chosen([certificate('A', 9), permanent, certificate('B', 99)])).toBe('PUB_KEY_ID_1');
  });
  it('v3-rules.md §4 else the certificate that expires last, in whatever order they come', () => {
    const keys = fc.uniqueArray(fc.integer({ min: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(keys, (expiries) => {
        const latest = Math.max(...expiries);
        expect(chosen(expiries.map((at) => certificate(`C${at}`, at)))).toBe(`C${latest}`);
      }),
    );
  });
  it('is none where none is known', () => {
    expect(chosen([])).toBeUndefined();
  });
});

describe('a field', () => {
  const ring = createKeyRing([permanent]);
  const keys = { ring: () => ring, renew: async () => undefined, renewIfDue: async () => undefined };
  const open = async () => {
    let draws = 0;
    const sealer = await openFieldSealer(keys, () => new Uint8Array(fieldSeedBytes).fill((draws += 1)))();
    if (E.isLeft(sealer)) throw new Error(sealer.left.reason);
    return { seal: sealer.right.seal, draws: () => draws };
  };
  it('opens again at WeChat, and never has the seed of another', async () => {
    const { seal, draws } = await open();
    const [first, second] = [seal('phone', '13800138000'), seal('phone', '13800138000')];
    for (const sealed of [first, second])
      expect(E.isRight(sealed) && decryptField(privateKey, sealed.right ?? '')).toEqual(E.right('13800138000'));
    expect(first).not.toEqual(second);
    expect(draws()).toBe(2);
  });
  it('that is absent stays absent', async () => {
    const { seal, draws } = await open();
    expect([seal('phone', undefined), draws()]).toEqual([E.right(undefined), 0]);
  });
  it('of more than 214 bytes is refused by name, and without its value', async () => {
    const { seal } = await open();
    expect(E.isRight(seal('user_name', '长'.repeat(71)))).toBe(true);
    expect(seal('user_name', '长'.repeat(72))).toEqual(
      E.left({ type: 'WechatRefused', reason: 'too long: user_name', trace: {} }),
    );
  });
});
