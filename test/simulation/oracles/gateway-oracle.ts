import type { LedgerOrder, WechatEmulator } from '@facepay/wechat-emulator';
import type { HttpRequest } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
import type { OrderOf } from './deduction-checks.ts';

/** Whose credential a gateway that renews credentials charged; its own hash everywhere else. */
export type OriginalOf = (credentialHash: string) => string;

export interface GatewayOracle {
  readonly orderOf: OrderOf;
  /** After each deduct request. */
  readonly check: (request: HttpRequest) => void;
}

/** The money truth, asked for itself: it must never be talked into a second charge. */
export const createGatewayOracle = (
  { violate, count }: Simulation,
  emulator: WechatEmulator,
  originalOf: OriginalOf,
): GatewayOracle => {
  const charged = new Map<string, Set<string>>();
  /** Every order that anybody looks at counts; the audit looks at all of them. */
  const orderOf = (no: string): LedgerOrder | undefined => {
    const order = emulator.order(no);
    if (order?.tradeState !== 'SUCCESS') return order;
    const credential = originalOf(order.credentialHash);
    const numbers = charged.get(credential) ?? new Set<string>();
    charged.set(credential, numbers.add(no));
    return order;
  };
  return {
    orderOf,
    check: (request) => {
      const order = orderOf(numberIn(request));
      const charges = order === undefined ? undefined : charged.get(originalOf(order.credentialHash));
      if (charges !== undefined && charges.size > 1)
        violate('INV-5', `one meal, ${charges.size} charges: ${[...charges].join(' and ')}`);
      for (const words of emulator.violations()) violate('INV-5', `WeChat broke its own rule: ${words}`);
      count('deduct request');
    },
  };
};

/** Without parsing all of it: a body holds 3 kB of credential. */
const numberIn = ({ body }: HttpRequest): string =>
  /"out_trade_no":"([^"]+)"/u.exec(Buffer.from(body).toString('latin1'))?.[1] ?? '';

export const successesByCredential = (
  orders: readonly LedgerOrder[],
  originalOf: OriginalOf,
): ReadonlyMap<string, readonly string[]> => {
  const charges = new Map<string, string[]>();
  for (const { tradeState, credentialHash, outTradeNo } of orders) {
    if (tradeState !== 'SUCCESS') continue;
    const original = originalOf(credentialHash);
    charges.set(original, [...(charges.get(original) ?? []), outTradeNo]);
  }
  return charges;
};
