import { describe, expect, it } from 'vitest';
import type { Contract } from '../contract/index.ts';
import type { FaceImage, FaceUser, Usage } from '../face-user/index.ts';
import { canPay, type ReasonCode, reasons } from './index.ts';
import { at, deviceSeen, now, pupil, terms } from '../../test/pupil.ts';

interface MemberCase {
  readonly member: FaceUser;
  readonly denyAt: number | undefined;
  readonly expected: readonly ReasonCode[];
}

const contracts: readonly (readonly [Contract, readonly ReasonCode[]])[] = [
  [{ status: 'absent' }, ['contract-missing']],
  [{ status: 'signed', ...terms }, []],
  [{ status: 'signed', ...terms, mode: 'limited-card', cardFrom: 'provider' }, []],
  [{ status: 'terminating', ...terms, requestedAt: at(2_000) }, ['contract-ending']],
  [{ status: 'terminated', ...terms, terminatedAt: at(2_000) }, ['contract-ended']],
];
const faces: readonly (readonly [FaceImage, readonly ReasonCode[]])[] = [
  ['unknown', ['face-unknown']],
  ['missing', ['face-missing']],
  ['ready', []],
];
const usages: readonly (readonly [Usage, readonly ReasonCode[]])[] = [
  ['unknown', ['usage-unknown']],
  ['normal', []],
  ['disabled', ['disabled-by-wechat']],
];
/** Said of what was read; who was never read is said to be that, and nothing else that we cannot know. */
const needsReading: ReadonlySet<ReasonCode> = new Set(['contract-missing', 'face-unknown', 'usage-unknown']);
const barring: ReadonlySet<ReasonCode> = new Set([
  'contract-ending',
  'contract-ended',
  'disabled-by-wechat',
  'blocked-by-us',
]);

const memberCases = function* (): Generator<MemberCase> {
  for (const read of [true, false])
    for (const [contract, ofContract] of contracts)
      for (const [faceImage, ofFace] of faces)
        for (const [usage, ofUsage] of usages)
          for (const blocked of [true, false])
            for (const owed of [0, 1, 2, 3, 4])
              for (const denyAt of [undefined, 1, 3])
                for (const denied of [undefined, true, false]) {
                  const byWechat = ofUsage.filter((code) => !blocked || code !== 'disabled-by-wechat'); // the echo of our own block
                  const standing = [
                    ...ofContract,
                    ...ofFace,
                    ...(blocked ? (['blocked-by-us'] as const) : []),
                    ...byWechat,
                  ];
                  const told = standing.filter((code) => read || !needsReading.has(code));
                  const inDebt = denyAt !== undefined && owed >= denyAt;
                  const leftOver = denied === true && !inDebt && !told.some((code) => barring.has(code));
                  yield {
                    member: pupil({ read, contract, faceImage, usage, blocked, owed, denied }),
                    denyAt,
                    expected: [
                      ...(read ? [] : (['never-read'] as const)),
                      ...told,
                      ...(inDebt || (leftOver && owed > 0) ? (['open-advances'] as const) : []),
                      ...(leftOver && owed === 0 ? (['on-deny-list'] as const) : []),
                    ],
                  };
                }
};

describe('FAQ Q2 why a pupil cannot eat is known before he stands at the counter', () => {
  it('INV-24 INV-35 INV-37 FAQ 1.3 FAQ Q5 FAQ 5.10 every combination of contract, face, usage, block, debt and reading has exactly its reasons', () => {
    const cases = [...memberCases()];
    expect(cases).toHaveLength(2 * 5 * 3 * 3 * 2 * 5 * 3 * 3);
    const wrong = cases
      .map(({ member, denyAt, expected }) => {
        const policy = denyAt === undefined ? {} : { denyAtOpenAdvances: denyAt };
        return { member, expected, told: canPay({ member, policy, now }) };
      })
      .filter(
        ({ expected, told }) =>
          JSON.stringify(told.reasons) !== JSON.stringify(expected) || told.ok !== (expected.length === 0),
      );
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('what blocks is a reason and what does not is a warning, as the table says', () => {
    const wrong = [...memberCases()].flatMap(({ member, denyAt }) => {
      const told = canPay({ member, policy: denyAt === undefined ? {} : { denyAtOpenAdvances: denyAt }, now });
      return [
        ...told.reasons.filter((code) => reasons[code].kind !== 'blocks'),
        ...told.warnings.filter((code) => reasons[code].kind !== 'warns'),
      ];
    });
    expect(wrong).toEqual([]);
    expect(canPay({ member: pupil({}), policy: {}, now }).warnings).toEqual([]);
  });

  it.each<readonly [string, FaceUser, number | undefined, readonly ReasonCode[]]>([
    ['FAQ 2.5 a named card gets no advance', pupil({ contract: contracts[2]?.[0] }), undefined, ['no-advance-by-mode']],
    ['FAQ 5.8 one advance is open', pupil({ owed: 1 }), undefined, ['advances-open']],
    ['FAQ 5.8 three advances are open', pupil({ owed: 3 }), undefined, ['advances-used-up']],
    ['FAQ 5.8 three are open, and the school turns away', pupil({ owed: 3 }), 3, []],
    [
      'FAQ 1.1 the roster entry is newer than what WeChat has',
      { ...pupil({}), unpushed: true },
      undefined,
      ['profile-not-pushed'],
    ],
  ])('%s: a warning', (_, member, denyAt, warnings) => {
    const policy = denyAt === undefined ? {} : { denyAtOpenAdvances: denyAt };
    expect(canPay({ member, policy, now }).warnings).toEqual(warnings);
  });

  it('FAQ 4.4 a terminal that fetched faces before the signing is no terminal for this pupil', () => {
    const terminals = [deviceSeen('counter-1', { galleryAt: at(999) })];
    expect(canPay({ member: pupil({}), policy: {}, now, terminals }).reasons).toEqual(['gallery-before-signing']);
    const fetched = [deviceSeen('counter-1', { galleryAt: at(1_000) })];
    expect(canPay({ member: pupil({}), policy: {}, now, terminals: fetched })).toEqual({
      ok: true,
      reasons: [],
      warnings: [],
    });
  });
});
