import { describe, expect, test } from 'vitest';
import { monday } from '../../test/emulated-world.ts';
import { defaultEmulatorSettings as settings } from '../settings.ts';
import { checkMoneyTruth, MoneyTruthViolated } from './check-money-truth.ts';
import type { Contract, FaceUser } from './face-user.ts';
import type { Payer } from './fund-charge.ts';
import type { Order } from './order.ts';

const order = (number: number, amountFen: number, more: Partial<Order> = {}): Order => ({
  request: {
    authCode: `c${number}`,
    spAppid: 'wx',
    spMchid: '1900000001',
    subMchid: '1900000109',
    amountFen,
    deviceIp: '10.0.0.8',
    description: '午餐',
    profitSharing: false,
    outTradeNo: `M-00000${number}`,
    businessProductId: 2,
    businessSceneId: 3,
  },
  credentialHash: `h${number}`,
  organizationId: 'O1',
  userId: 'FU1',
  tradeState: 'SUCCESS',
  debtState: 'NOT_DEBT',
  attempts: [],
  createdAt: monday,
  successAt: monday,
  ...more,
});

const contract: Contract = {
  contractId: 'CI1',
  organizationId: 'O1',
  userId: 'FU1',
  openid: 'o1',
  mode: 'LIMIT_NONE',
  bankCardFrom: 'USER_SELECT_FREE',
  signedAt: monday,
};

const user: FaceUser = {
  userId: 'FU1',
  organizationId: 'O1',
  outUserId: 'stu-000001',
  name: '王小明',
  userType: 'STUDENT',
  classOrPost: '三年二班',
  phone: '13800138000',
  faceImageOk: true,
  faceSeed: 1,
  disabled: false,
  wechatBlocked: false,
  platformBlocked: false,
};
const payer: Payer = { openid: 'o1', balanceFen: 0, cards: [], advanceQuota: true, riskRefused: false };
const attempts = [1, 2, 3, 4, 5, 6].map((at) => ({
  at: monday + at,
  outcome: 'PAYERROR' as const,
  reachedCharge: true,
}));

const debts = [1, 2, 3, 4].map((number) => order(number, 100, { debtState: 'DEBT' }));

/** Checks the last of the orders as if the rules had let it through. */
const check = (orders: readonly Order[], more: Partial<Parameters<typeof checkMoneyTruth>[1]> = {}) => {
  const last = orders.at(-1);
  if (last === undefined) throw new Error('no orders');
  const view = {
    settings,
    ordersOfUser: orders,
    ordersOfCredential: [last],
    ordersOfTestMerchant: undefined,
    contract,
    user,
    payer,
  };
  return () => checkMoneyTruth(last, { ...view, ...more });
};

describe('an emulator that is too kind is caught', () => {
  test('what the rules allow passes', () => {
    expect(check([1, 2, 3, 4, 5].map((number) => order(number, 10_000)))).not.toThrow();
    expect(check(debts.slice(0, 3))).not.toThrow();
    expect(check([order(1, 1, { tradeState: 'PAYERROR', attempts: attempts.slice(0, 5) })])).not.toThrow();
  });

  test.each([
    ['INV-5', check([order(1, 1)], { ordersOfCredential: [order(1, 1), order(2, 1)] })],
    ['INV-22', check([order(1, 10_001)])],
    ['INV-23', check([...[1, 2, 3, 4, 5].map((number) => order(number, 10_000)), order(6, 1)])],
    ['INV-28', check([order(1, 1)], { ordersOfTestMerchant: [order(1, 1), order(2, 100)] })],
    ['INV-33', check([order(1, 1, { tradeState: 'PAYERROR', attempts })])],
    ['INV-40 disabled user', check(debts.slice(0, 1), { user: { ...user, platformBlocked: true } })],
    ['INV-40 disabled user', check(debts.slice(0, 1), { user: { ...user, disabled: true } })],
    ['INV-40 risk', check(debts.slice(0, 1), { payer: { ...payer, riskRefused: true } })],
    ['INV-40 open', check(debts)],
    ['INV-40 advance mode', check(debts.slice(0, 1), { contract: { ...contract, mode: 'LIMIT_BANK_CARD' } })],
    [
      'INV-40 advance mode',
      check(debts.slice(0, 1), {
        contract: { ...contract, mode: 'PRIORITY_BANK_CARD', bankCardFrom: 'MERCHANT_LIMITED_BANK_CARD' },
      }),
    ],
  ])('%s', (rule, checked) => {
    expect(checked).toThrow(MoneyTruthViolated);
    expect(checked).toThrow(rule);
  });
});
