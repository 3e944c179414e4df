import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { lunch } from '../../test/sale.ts';
import { deductionDecider, defaultPolicy, reserveDeduction } from '../deduction/index.ts';
import type { FaceUser } from '../face-user/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type { ContractId } from '../kernel/ids.ts';
import type { OwnLimits } from './own-limits.ts';
import { nothingSpent } from './spending.ts';

const sale = lunch();
const { saleAt: at, organization: school } = sale;
const organization = {
  organizationId: school,
  name: 'First primary school',
  subMchid: sale.subMchid,
  scene: 'canteen',
  testMerchant: false,
  adoptedAt: at,
  denyListVersion: 0,
  version: 1,
} as const;
const member: FaceUser = {
  organization: school,
  outUserId: sale.outUserId,
  userId: sale.userId,
  profile: { name: 'Li', phone: '13800000000', userType: 'staff', classOrPost: 'kitchen' },
  faceImage: 'ready',
  usage: 'normal',
  contract: { status: 'signed', contractId: 'c1' as ContractId, mode: 'any-card', cardFrom: 'payer', signedAt: at },
  debts: [],
  version: 1,
};
/** A lunch of 12 yuan under what the service provider allows everywhere. */
const outcome = (merchantLimits: OwnLimits): string => {
  const deduction = deductionDecider.evolve(undefined, { type: 'DeductionReceived', sale });
  if (deduction === undefined) throw new Error('no deduction');
  const found = { deduction, organization, member, device: undefined, spending: nothingSpent };
  const reserved = reserveDeduction(found, { at, request: 'r1', policy: { ...defaultPolicy, merchantLimits } });
  if (E.isLeft(reserved)) return reserved.left.type;
  const { type, ...rest } = reserved.right;
  return 'breaches' in rest
    ? `${type} ${rest.breaches.map(({ limit, limitFen }) => `${limit} ${limitFen}`).join()}`
    : type;
};

describe('the limits of the service provider hold in every organization (INV-24, FAQ 5.7)', () => {
  it.each([
    ['exactly at them: sent', { single: 1_200 as Fen, day: 1_200 as Fen }, 'Send'],
    ['one fen above the single one: held', { single: 1_199 as Fen }, 'Held single 1199'],
    ['one fen above the day: held', { day: 1_199 as Fen }, 'Held day 1199'],
    ['none: the platform’s', {}, 'Send'],
  ])('%s', (_, limits, expected) => {
    expect(outcome(limits)).toBe(expected);
  });
});
