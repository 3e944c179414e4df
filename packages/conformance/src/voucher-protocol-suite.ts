import {
  type AcknowledgedVoucher,
  type Device,
  type Fen,
  Instant,
  type KeptSale,
  type VoucherClaims,
  type VoucherProtocol,
} from '@facepay/domain';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { anyAmount, anyDeviceId, anyHex, anyInstant, anyText } from './arbitraries/kernel.ts';

/** A sale as a terminal writes it down. Amount and time are its own text, legal or not. */
export interface WrittenSale {
  readonly device: string;
  readonly keyEpoch: number;
  readonly sequence: number;
  /** Hex, 64 digits. */
  readonly previousHash: string;
  readonly organization: string;
  readonly subMchid: string;
  readonly outUserId: string;
  readonly userId: string;
  readonly amount: string;
  readonly saleAt: string;
  readonly credential: string;
  readonly description: string;
}
/** One terminal, what it signs and what it believes. */
export interface VoucherWorld {
  readonly protocol: VoucherProtocol;
  readonly device: Device;
  /** A credential as the face SDK mints it. */
  readonly credential: string;
  /** One entry of an upload, base64; signed by the terminal, or by one whose key is another. */
  readonly sign: (sale: WrittenSale, signer?: 'terminal' | 'stranger') => string;
  /** What an acknowledgement tells the terminal; nothing where it keeps its voucher. */
  readonly believe: (acknowledgement: string) => Promise<AcknowledgedVoucher | undefined>;
}
export type OpenVoucherWorld = () => VoucherWorld;

const fenOf = (amount: number): Fen => amount as Fen;
const counter = fc.integer({ min: 1, max: 1_000_000 });
const words = fc.string({ unit: 'binary', maxLength: 40 });
const base64 = anyText('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/', 1, 1);
/** The text with another character there: the given one, or where that is the same, one that is not base64. */
const withCharacter = (text: string, at: number, other: string): string =>
  `${text.slice(0, at)}${text[at] === other ? '-' : other}${text.slice(at + 1)}`;
const illegalAmounts = ['', '0', '-1', '10001', '1.5', '"100"', 'null', '1e2', '+1', '01', ' 1', '9007199254740992'];
const illegalTimes = ['', 'soon', '-1', '1.5', '1e12', '8640000000000001', '2026-09-07T12:00:00+08:00'];

/** What `VoucherProtocol` promises, of every adapter (`docs/device-protocol.md`). */
export const voucherProtocolSuite = (name: string, open: OpenVoucherWorld): void => {
  describe(`voucher protocol: ${name}`, () => {
    let world: VoucherWorld;
    beforeEach(() => {
      world = open();
    });
    const anySale = (): fc.Arbitrary<WrittenSale> =>
      fc.record({
        device: fc.constant(world.device.deviceId),
        keyEpoch: counter,
        sequence: counter,
        previousHash: anyHex(64),
        organization: words,
        subMchid: words,
        outUserId: words,
        userId: words,
        amount: anyAmount.map(String),
        saleAt: anyInstant.map(String),
        credential: fc.constant(world.credential),
        description: words,
      });
    /** Holds for any sale of this terminal. */
    const forAnySale = (check: (sale: WrittenSale) => Promise<void>) =>
      fc.assert(fc.asyncProperty(anySale(), check), { numRuns: 50 });
    const claimsOf = async (entry: unknown): Promise<VoucherClaims> => {
      const read = await world.protocol.read(entry, world.device);
      if (read.type !== 'Voucher') throw new Error(read.reason);
      return read.claims;
    };
    const keptOf = ({ device, amount, saleAt, ...sale }: WrittenSale): KeptSale =>
      world.protocol.keep({
        ...sale,
        terminal: device,
        amount: fenOf(Number(amount)),
        saleAt: Instant.of(Number(saleAt)),
      });
    /** What every entry of these is read as; nothing, if they are none. */
    const typesOf = async (entries: readonly unknown[], device: Device = world.device): Promise<readonly string[]> => {
      const read = await Promise.all(entries.map((entry) => world.protocol.read(entry, device)));
      return [...new Set(read.map(({ type }) => type))];
    };

    test('a voucher claims what its terminal signed', () =>
      forAnySale(async (sale) => {
        const { device: _, description: __, credential: ___, amount, saleAt, ...rest } = sale;
        expect(await claimsOf(world.sign(sale))).toEqual({
          ...rest,
          amount: Number(amount),
          saleAt: Number(saleAt),
          hash: expect.stringMatching(/^[0-9a-f]{64}$/u),
          bytes: expect.any(String),
          credentialHash: expect.stringMatching(/^[0-9a-f]{64}$/u),
          credentialWhole: true,
        });
      }));
    test('its bytes are kept as they came and read again without a device, credential and all', () =>
      forAnySale(async (sale) => {
        const { bytes, hash } = await claimsOf(world.sign(sale));
        const { credential, description } = sale;
        expect(world.protocol.saleDetails(bytes)).toEqual({ credential, description });
        expect(await claimsOf(bytes)).toMatchObject({ bytes, hash });
      }));
    test('INV-4 a credential has one hash, whoever sold what for it; another has another', () =>
      forAnySale(async (sale) => {
        const first = await claimsOf(world.sign(sale));
        const second = await claimsOf(world.sign({ ...sale, sequence: sale.sequence + 1, previousHash: first.hash }));
        expect(second.credentialHash).toBe(first.credentialHash);
        expect(second.hash).not.toBe(first.hash);
        const other = await claimsOf(world.sign({ ...sale, credential: `${world.credential}=` }));
        expect(other.credentialHash).not.toBe(first.credentialHash);
      }));
    test('a sale without a voucher is kept so that credential and description are read again', () =>
      forAnySale(async ({ amount, saleAt, ...sale }) => {
        const kept = keptOf({ amount, saleAt, ...sale });
        const { credential, description } = sale;
        expect(world.protocol.saleDetails(kept.bytes)).toEqual({ credential, description });
        expect(kept).toEqual(keptOf({ amount, saleAt, ...sale }));
        expect(kept.credentialWhole).toBe(true);
        expect(keptOf({ amount, saleAt, ...sale, userId: `${sale.userId}2` }).hash).not.toBe(kept.hash);
        expect(keptOf({ amount, saleAt, ...sale, credential: credential.slice(1) }).credentialWhole).toBe(false);
      }));
    test('INV-4 its credential has the hash that it has in a voucher, and it passes for no voucher', () =>
      forAnySale(async (sale) => {
        const { bytes, credentialHash } = keptOf(sale);
        expect((await claimsOf(world.sign(sale))).credentialHash).toBe(credentialHash);
        expect(await typesOf([bytes])).toEqual(['NotAVoucher']);
      }));
    test('INV-59 what another key signed, or another terminal wrote, is no voucher of this one', () =>
      forAnySale(async (sale) => {
        const foreign = [world.sign(sale, 'stranger'), world.sign({ ...sale, device: `${sale.device}2` })];
        expect(await typesOf(foreign)).toEqual(['NotAVoucher']);
        for (const publicKey of ['', 'nonsense', 'A'.repeat(44)])
          expect(await typesOf([world.sign(sale)], { ...world.device, publicKey })).toEqual(['NotAVoucher']);
      }));
    test('INV-59 with one character changed, or cut, it is none any more', () =>
      fc.assert(
        fc.asyncProperty(anySale(), fc.nat(), base64, async (sale, where, other) => {
          const entry = world.sign(sale);
          const at = where % entry.length;
          expect(await typesOf([entry.slice(0, at), withCharacter(entry, at, other)])).toEqual(['NotAVoucher']);
        }),
        { numRuns: 200 },
      ));
    test('BAD-44 an amount that is none is no amount, and the voucher still reads', () =>
      forAnySale(async (sale) => {
        for (const amount of illegalAmounts)
          expect((await claimsOf(world.sign({ ...sale, amount }))).amount).toBeUndefined();
      }));
    test('BAD-50 a time that is none is no time, and the voucher still reads', () =>
      forAnySale(async (sale) => {
        for (const saleAt of illegalTimes)
          expect((await claimsOf(world.sign({ ...sale, saleAt }))).saleAt).toBeUndefined();
        expect(await claimsOf(world.sign({ ...sale, saleAt: '253402300799000' }))).toMatchObject({
          saleAt: Date.parse('9999-12-31T23:59:59Z'),
        });
      }));
    test('BAD-46 a credential that was cut or re-encoded is not whole, and the voucher still reads', () =>
      fc.assert(
        fc.asyncProperty(anySale(), fc.nat(), async (sale, where) => {
          const at = where % world.credential.length;
          const [head, tail] = [world.credential.slice(0, at), world.credential.slice(at + 1)];
          for (const credential of [head, tail, `${head} ${tail}`])
            expect(await claimsOf(world.sign({ ...sale, credential }))).toMatchObject({ credentialWhole: false });
        }),
      ));
    test('INV-18 whatever else is uploaded is answered, never thrown', () =>
      fc.assert(
        fc.asyncProperty(fc.anything(), fc.base64String(), async (anything, text) => {
          expect(await typesOf([anything, text])).toEqual(['NotAVoucher']);
          expect(world.protocol.saleDetails(text)).toBeUndefined();
        }),
      ));
    test('INV-2 an acknowledgement says exactly which voucher; changed anywhere, it says nothing', () => {
      const anyVoucher = fc.record({ device: anyDeviceId, keyEpoch: counter, sequence: counter, hash: anyHex(64) });
      return fc.assert(
        fc.asyncProperty(anyVoucher, fc.nat(), base64, async (voucher, where, other) => {
          const text = await world.protocol.acknowledge(voucher);
          expect(await world.believe(text)).toEqual(voucher);
          expect(await world.believe(withCharacter(text, where % text.length, other))).toBeUndefined();
        }),
      );
    });
  });
};
