import type { OpenPayscoreWorld, PayscoreConfirmation, PayscoreWorld } from '@facepay/conformance';
import {
  type CompleteWish,
  type CreateWish,
  Fen,
  type Instant,
  Openid,
  PayscoreOrderNo,
  SubMchid,
  toCompact,
} from '@facepay/domain';
import type { EmulatorSettings } from '@facepay/wechat-emulator';
import * as E from 'fp-ts/lib/Either.js';
import { faults, openSchool, schoolKeys, type SchoolOptions } from './wechat-school.ts';

export type PayscoreMode = 'direct' | 'partner';
/** As the emulator has them by default. */
const services: Readonly<Record<PayscoreConfirmation, string>> = { 'no-confirm': '500001', confirm: '500002' };

/** Our adapter as a merchant or as a provider, before the emulator. */
export const openPayscoreSchool = async (
  mode: PayscoreMode,
  confirmation: PayscoreConfirmation = 'no-confirm',
  options: Pick<SchoolOptions, 'settings' | 'deliver'> = {},
) => {
  const serviceId = services[confirmation];
  const subMchid = SubMchid.of(schoolKeys.subMchid);
  if (E.isLeft(subMchid)) throw new Error('the sub-merchant of the emulator');
  const party = mode === 'direct' ? ({ mode } as const) : { mode, subMchid: subMchid.right };
  const school = await openSchool({ config: { payscore: { serviceId, party } }, ...options });
  const { payscore } = school.wechat;
  if (payscore === undefined) throw new Error('Pay Score is configured');
  const sub = mode === 'direct' ? {} : { subMchid: schoolKeys.subMchid };
  const authorise: PayscoreWorld['authorise'] = async (openid, token) => {
    const by = token === undefined ? { serviceId, ...sub } : { token };
    await school.control('POST', `/payscore/users/${openid}`, { action: 'authorise', ...by });
  };
  return { ...school, payscore, serviceId, party, sub, authorise, mchid: schoolKeys.mchid };
};

export const openPayscoreService =
  (mode: PayscoreMode, settings: Partial<EmulatorSettings> = {}): OpenPayscoreWorld =>
  async (confirmation): Promise<PayscoreWorld> => {
    const { payscore, control, now, pass, sub, authorise } = await openPayscoreSchool(mode, confirmation, { settings });
    const { orders, permissions } = payscore;
    return {
      orders,
      permissions,
      now,
      pass,
      authorise,
      disturb: async (what) => {
        await control('POST', '/faults', { kind: faults[what], count: 1, match: { pathPrefix: '/v3/payscore' } });
      },
      confirm: async (no, openid) => {
        await control('POST', `/payscore/orders/${encodeURIComponent(no)}/confirm`, { openid, ...sub });
      },
      pay: async (no, takesMs) => {
        await control('POST', `/payscore/orders/${encodeURIComponent(no)}/pay`, { takesMs, ...sub });
      },
      purse: async (openid, holds) => {
        const script = { type: holds === 'enough' ? 'ok' : 'never' };
        await control('POST', `/payscore/users/${openid}`, { script });
        await control('PUT', `/payers/${openid}`, { balanceFen: 1_000_000, advanceQuota: false, cards: [] });
      },
    };
  };

export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`not legal: ${JSON.stringify(either.left)}`);
  return either.right;
};
export const fen = (amount: number): Fen => must(Fen.of(amount));
export const openid = must(Openid.of('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'));
export const no = must(PayscoreOrderNo.of('P-1'));
export const notifyUrl = 'https://school.example/notify';
/** Without confirmation for this user, or for whoever confirms. */
export const createWish = (payer?: Openid): CreateWish => ({
  type: 'create',
  no,
  introduction: '某某酒店',
  payments: [],
  discounts: [],
  riskFund: { name: 'estimate', amount: fen(10_000) },
  times: { start: 'OnAccept' },
  notifyUrl,
  needsConfirm: payer === undefined,
  ...(payer !== undefined && { openid: payer }),
});
export const completeWish = (endsAt: Instant): CompleteWish => ({
  type: 'complete',
  payments: [{ name: '费用', amount: fen(3900) }],
  discounts: [],
  total: fen(3900),
  times: { end: toCompact(endsAt) },
});
