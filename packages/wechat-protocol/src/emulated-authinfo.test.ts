import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { authinfoLifeMs, issueAuthinfo, readAuthinfo, verifyAuthinfo } from './emulated-authinfo.ts';
import { deriveMintingKey } from './minting-key.ts';

const secret = utf8('the emulator keeps this to itself');
const binding = {
  deviceId: 'terminal-7',
  organizationId: 'O00A1B2Z0123456789',
  spMchid: '1900000001',
  subMchid: '1900000109',
};
const issuedAtMs = 1_662_000_000_000;
const key = deriveMintingKey(secret, 'K0001');
const authinfo = issueAuthinfo(secret, binding, key, issuedAtMs);
const verifyAfter = (ms: number) => verifyAuthinfo(secret, authinfo, issuedAtMs + ms);

describe('emulated authinfo', () => {
  it('tells the device its binding, its minting key and an end after 36 hours', () => {
    const read = pipe(
      readAuthinfo(authinfo),
      E.map(({ mintingKey, ...rest }) => ({ ...rest, label: mintingKey.label, secret: mintingKey.secret.export() })),
    );
    const expected = {
      ...binding,
      issuedAtMs,
      expiresAtMs: issuedAtMs + 36 * 3_600_000,
      label: 'K0001',
      secret: key.secret.export(),
    };
    expect(read).toEqual(E.right(expected));
  });

  it('INV-67: is accepted by its issuer for 36 hours and not a millisecond longer', () => {
    expect(verifyAfter(0)).toMatchObject({ right: binding });
    expect(verifyAfter(authinfoLifeMs - 1)).toMatchObject({ right: binding });
    expect(verifyAfter(authinfoLifeMs)).toEqual(E.left({ type: 'AuthinfoExpired' }));
  });

  it('INV-67: is not accepted by another emulator, nor with another device in it', () => {
    const [payload = '', mac = ''] = authinfo.split('.');
    const moved = Buffer.from(payload, 'base64').toString().replace('terminal-7', 'terminal-8');
    const forged = `${Buffer.from(moved).toString('base64')}.${mac}`;
    expect(readAuthinfo(forged)).toMatchObject({ right: { deviceId: 'terminal-8' } });
    expect(verifyAuthinfo(secret, forged, issuedAtMs)).toEqual(E.left({ type: 'AuthinfoForged' }));
    expect(verifyAuthinfo(utf8('another'), authinfo, issuedAtMs)).toEqual(E.left({ type: 'AuthinfoForged' }));
  });

  it.each(['', '.', 'abc', `${authinfo}.AAAA`, authinfo.split('.')[0] ?? '', 'A'.repeat(1_000_000)])(
    'INV-96: refuses what is no authinfo (%#)',
    (text) => {
      expect(E.isLeft(readAuthinfo(text))).toBe(true);
      expect(E.isLeft(verifyAuthinfo(secret, text, issuedAtMs))).toBe(true);
    },
  );

  it('INV-67: one changed character anywhere is noticed by the issuer', () => {
    fc.assert(
      fc.property(fc.nat(authinfo.length - 1), fc.constantFrom('A', 'z', '0', '/', '.', '='), (at, other) => {
        fc.pre(authinfo[at] !== other);
        const changed = authinfo.slice(0, at) + other + authinfo.slice(at + 1);
        expect(E.isLeft(verifyAuthinfo(secret, changed, issuedAtMs))).toBe(true);
      }),
    );
  });
});
