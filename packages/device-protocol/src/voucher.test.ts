import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { chainHeadOf, chainVerdict, emptyChain } from './chain.ts';
import { readAmountFen, readInstantMs, readRecogMode } from './claims.ts';
import { keyPairFromSeed, verifyEd25519Pool, verifyEd25519Sync } from './ed25519.ts';
import { signVoucher, verifyVoucher } from './voucher-signature.ts';
import { credentialHash, decodeVoucher, encodeVoucher, voucherBytesMax, voucherHash } from './voucher.ts';
import type { SignedVoucher, Voucher } from './voucher.ts';

const keys = keyPairFromSeed(new Uint8Array(32).fill(7));
const foreignKeys = keyPairFromSeed(new Uint8Array(32).fill(8));

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => value.isWellFormed());
const vouchers: fc.Arbitrary<Voucher> = fc.record({
  deviceId: text,
  keyEpoch: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  previousHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  organizationId: text,
  subMchid: text,
  outUserId: text,
  userId: text,
  amountFen: text,
  saleAtMs: text,
  clockUncertaintyMs: text,
  recogMode: text,
  credential: fc.uint8Array({ maxLength: 3300 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  description: text,
});

/** A chain of `count` vouchers of one device. */
const chainOf = (sample: Voucher, count: number): readonly SignedVoucher[] => {
  const chain: SignedVoucher[] = [];
  let head = emptyChain;
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const signed = signVoucher({ ...sample, sequence, previousHash: head.hash }, keys.privateKey);
    head = chainHeadOf(signed);
    chain.push(signed);
  }
  return chain;
};

const plain = (signed: SignedVoucher) => ({ ...signed.voucher, previousHash: [...signed.voucher.previousHash] });

describe('voucher bytes', () => {
  test('INV-4: whatever a device writes is read back, and its bytes and its meaning determine each other', () => {
    fc.assert(
      fc.property(vouchers, (voucher) => {
        const signed = signVoucher(voucher, keys.privateKey);
        const decoded = decodeVoucher(signed.bytes);
        if (E.isLeft(decoded)) throw new Error(decoded.left.reason);
        expect(plain(decoded.right)).toEqual({ ...voucher, previousHash: [...voucher.previousHash] });
        expect(Buffer.compare(encodeVoucher(decoded.right.voucher), signed.body)).toBe(0);
      }),
    );
  });

  test('INV-59: no voucher with a flipped bit passes for the device, in either way of checking', async () => {
    await fc.assert(
      fc.asyncProperty(vouchers, fc.nat(), fc.integer({ min: 0, max: 7 }), async (voucher, place, bit) => {
        const signed = signVoucher(voucher, keys.privateKey);
        const bytes = Buffer.from(signed.bytes);
        const at = place % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        const decoded = decodeVoucher(bytes);
        if (E.isLeft(decoded)) return;
        expect(await verifyVoucher(decoded.right, keys.publicKey, verifyEd25519Sync)).toBe(false);
        expect(await verifyVoucher(decoded.right, keys.publicKey, verifyEd25519Pool)).toBe(false);
      }),
    );
  });

  test('INV-59: a voucher passes with its own key and with no other', async () => {
    await fc.assert(
      fc.asyncProperty(vouchers, async (voucher) => {
        const signed = signVoucher(voucher, keys.privateKey);
        expect(await verifyVoucher(signed, keys.publicKey, verifyEd25519Pool)).toBe(true);
        expect(await verifyVoucher(signed, foreignKeys.publicKey, verifyEd25519Pool)).toBe(false);
      }),
    );
  });

  test('INV-4: bytes cut short or with bytes added are not a body', () => {
    fc.assert(
      fc.property(vouchers, fc.integer({ min: 1, max: 200 }), (voucher, count) => {
        const { bytes } = signVoucher(voucher, keys.privateKey);
        expect(E.isLeft(decodeVoucher(bytes.subarray(0, bytes.length - Math.min(count, bytes.length))))).toBe(true);
        expect(E.isLeft(decodeVoucher(Buffer.concat([bytes, Buffer.alloc(count)])))).toBe(true);
      }),
    );
  });

  test('a voucher beyond the size bound is unreadable', () => {
    expect(decodeVoucher(Buffer.alloc(voucherBytesMax + 1))).toMatchObject({ left: { type: 'Unreadable' } });
  });
});

describe('hash chain', () => {
  test('INV-61: consecutive vouchers continue the chain; a missing one is a gap and blocks nothing', () => {
    fc.assert(
      fc.property(vouchers, fc.integer({ min: 3, max: 6 }), fc.nat(), (sample, count, place) => {
        const chain = chainOf(sample, count);
        const missing = 1 + (place % (count - 1));
        let head = emptyChain;
        for (const [index, signed] of chain.entries()) {
          if (index + 1 === missing && missing < count) continue;
          const wanted = index === missing && missing < count ? 'gap' : 'continues';
          expect(chainVerdict(head, signed)).toBe(wanted);
          head = chainHeadOf(signed);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('INV-62: a second chain under the same numbers is seen at its first voucher', () => {
    fc.assert(
      fc.property(vouchers, fc.integer({ min: 1, max: 4 }), (sample, shared) => {
        const [one, other] = [
          chainOf(sample, shared + 1),
          chainOf({ ...sample, amountFen: `${sample.amountFen}0` }, shared + 1),
        ];
        const head = chainHeadOf(one.at(-2) ?? one[0]!);
        expect(chainVerdict(head, other.at(-1)!)).toBe('broken');
        expect(chainVerdict(chainHeadOf(one.at(-1)!), other.at(-1)!)).toBe('behind');
        expect(Buffer.compare(voucherHash(one.at(-1)!), voucherHash(other.at(-1)!))).not.toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('INV-63: a credential has one hash whichever device uploads it, and another credential has another', () => {
    fc.assert(
      fc.property(vouchers, vouchers, (one, other) => {
        fc.pre(one.credential !== other.credential);
        const copied = signVoucher({ ...other, credential: one.credential }, foreignKeys.privateKey);
        const decoded = decodeVoucher(copied.bytes);
        if (E.isLeft(decoded)) throw new Error(decoded.left.reason);
        expect(credentialHash(decoded.right.voucher.credential)).toEqual(credentialHash(one.credential));
        expect(credentialHash(other.credential)).not.toEqual(credentialHash(one.credential));
      }),
    );
  });
});

describe('values a device may get wrong', () => {
  test.each(['0', '-1', '10001', '1.5', '"100"', '9007199254740992', 'null', '', '1e3', ' 5', '05', '+5', '٣'])(
    'BAD-44: amount %s travels intact and is not legal',
    (amountFen) => {
      const sample = fc.sample(vouchers, { numRuns: 1, seed: 1 })[0]!;
      const decoded = decodeVoucher(signVoucher({ ...sample, amountFen }, keys.privateKey).bytes);
      expect(decoded).toMatchObject({ right: { voucher: { amountFen } } });
      expect(readAmountFen(amountFen)).toEqual(E.left({ type: 'IllegalAmount', written: amountFen }));
    },
  );

  test('amounts from 1 to 10,000 fen are legal', () => {
    expect(readAmountFen('1')).toEqual(E.right(1));
    expect(readAmountFen('10000')).toEqual(E.right(10_000));
  });

  test('BAD-50: the year 9999 is an instant, 29 Feb 2027 is not one, and a number past the calendar is none', () => {
    expect(readInstantMs('253402271999000')).toEqual(E.right(253_402_271_999_000));
    expect(readInstantMs('2027-02-29T12:00:00+08:00')).toMatchObject({ left: { type: 'IllegalTime' } });
    expect(readInstantMs('8640000000000001')).toMatchObject({ left: { type: 'IllegalTime' } });
  });

  test('recognition modes are 0 and 1', () => {
    expect(readRecogMode('0')).toEqual(E.right(0));
    expect(readRecogMode('1')).toEqual(E.right(1));
    expect(readRecogMode('2')).toMatchObject({ left: { type: 'IllegalRecogMode' } });
  });
});
