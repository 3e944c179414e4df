import { describe, expect, it } from 'vitest';
import { type Device, emptyChain } from '../device/device.ts';
import { dayOf } from '../kernel/civil-date.ts';
import type { Fen } from '../kernel/fen.ts';
import type { DeductionId } from '../kernel/ids.ts';
import { later } from '../kernel/instant.ts';
import { limitsLeft, nothingSpent, reserve, type Spending } from '../limits/index.ts';
import { canPay, limitReasonsOf, type ReasonCode, terminalSilentAfterMs } from './index.ts';
import { at, device, deviceSeen, now, pupil } from '../../test/pupil.ts';

const fen = (amount: number): Fen => amount as Fen;
const spent = (amount: number): Spending =>
  reserve(nothingSpent, { deduction: 'd1' as DeductionId, amount: fen(amount), day: dayOf(now) });

const silentSince = later(now, -terminalSilentAfterMs - 1);
const revoked = deviceSeen('gone', {}, { status: 'revoked' });
const isolated = deviceSeen('isolated', {}, { quarantine: { reason: 'same-number', at: now } });
const silent = deviceSeen('silent', { at: silentSince });
const fresh = device('never-heard-of');
const sellsOnly = device('sells-only', { chain: { ...emptyChain('00'), headSequence: 1 } });
const olderFaces = deviceSeen('older-faces', { galleryAt: at(0) });
const olderList = deviceSeen('older-list', { denyListVersion: 4 });
const ready = deviceSeen('ready');
const offline = deviceSeen('offline', { at: later(now, -terminalSilentAfterMs) });

const terminalCases: readonly (readonly [string, readonly Device[], readonly ReasonCode[], readonly ReasonCode[]])[] = [
  ['none enrolled: sales come from elsewhere', [], [], []],
  ['a revoked one only', [revoked], [], []],
  ['an isolated one only', [isolated], ['terminal-quarantined'], []],
  ['one that was never in contact', [fresh], ['terminals-silent'], []],
  ['FAQ 4.3 one silent for longer than its permission lives', [silent, fresh, isolated], ['terminals-silent'], []],
  ['FAQ 4.4 faces from before the signing', [olderFaces, silent], ['gallery-before-signing'], []],
  ['an older deny list, as the member is allowed again', [olderList, olderFaces], ['deny-list-not-delivered'], []],
  ['one that uploads and sends no heartbeat', [sellsOnly], [], []],
  ['a ready one', [ready], [], []],
  ['FAQ 5.10 one that is offline, with the faces', [offline], [], []],
  ['a ready one among others', [ready, olderList, silent], [], ['terminals-behind']],
  ['a ready one beside a revoked one', [ready, revoked], [], []],
];

const limitCases: readonly (readonly [string, Parameters<typeof limitsLeft>[0], readonly ReasonCode[]])[] = (() => {
  const asked = { day: dayOf(now), organization: {}, person: undefined, spending: undefined, testMerchant: undefined };
  return [
    ['nothing spent', asked, []],
    ['500 yuan of the platform', { ...asked, spending: spent(50_000) }, ['day-limit-platform']],
    ['499.99 yuan of the platform', { ...asked, spending: spent(49_999) }, []],
    [
      'the organization',
      { ...asked, organization: { day: fen(700) }, spending: spent(700) },
      ['day-limit-organization'],
    ],
    ['the person', { ...asked, person: { day: fen(700) }, spending: spent(700) }, ['day-limit-person']],
    [
      'person and organization at once',
      { ...asked, person: { day: fen(600) }, organization: { day: fen(700) }, spending: spent(900) },
      ['day-limit-person', 'day-limit-organization'],
    ],
    ['FAQ 5.1 the test merchant', { ...asked, testMerchant: spent(100) }, ['day-limit-test-merchant']],
    ['a single limit of nothing', { ...asked, person: { single: fen(0) } }, ['single-limit-person']],
    ['another day', { ...asked, spending: { open: [], settled: [{ day: dayOf(at(0)), amount: fen(50_000) }] } }, []],
  ];
})();

describe('FAQ 4.4 FAQ 5.7 terminals and limits, each with each', () => {
  it.each(terminalCases)('%s', (_, terminals, reasons, warnings) => {
    for (const [, asked, ofLimits] of limitCases) {
      const told = canPay({ member: pupil({ denied: false }), policy: {}, now, terminals, limits: limitsLeft(asked) });
      expect(told).toEqual({
        ok: reasons.length + ofLimits.length === 0,
        reasons: [...ofLimits, ...reasons],
        warnings,
      });
    }
  });

  it.each(limitCases)('INV-24 limits: %s', (_, asked, reasons) => {
    expect(canPay({ member: pupil({}), policy: {}, now, limits: limitsLeft(asked) }).reasons).toEqual(reasons);
  });

  it('INV-24 FAQ 5.7 an amount above several limits names each of them', () => {
    const left = limitsLeft({
      day: dayOf(now),
      person: { single: fen(1_000), day: fen(2_000) },
      organization: { single: fen(1_500), day: fen(3_000) },
      spending: spent(1_000),
      testMerchant: undefined,
    });
    expect(left).toMatchObject({ single: 1_000, dayLimit: 2_000, dayUsed: 1_000, dayLeft: 1_000 });
    expect(limitReasonsOf(fen(1_000), left)).toEqual([]);
    expect(limitReasonsOf(fen(1_001), left)).toEqual(['single-limit-person', 'day-limit-person']);
    expect(limitReasonsOf(fen(10_001), left)).toEqual([
      'single-limit-person',
      'day-limit-person',
      'single-limit-organization',
      'day-limit-organization',
      'single-limit-platform',
    ]);
  });
});
