import type { LedgerOrder, WechatEmulator } from '@facepay/wechat-emulator';
import type { Simulation } from '../engine/simulation.ts';
import type { OrderOf } from './deduction-checks.ts';

/** Whose credential a gateway that renews credentials charged; its own hash everywhere else. */
export type OriginalOf = (credentialHash: string) => string;

export interface GatewayOracle {
  readonly orderOf: OrderOf;
  /** After each deduct request. */
  readonly check: () => void;
}

/** The money truth, asked for itself: it must never be talked into a second charge. */
export const createGatewayOracle = (
  { violate, count }: Simulation,
  emulator: WechatEmulator,
  originalOf: OriginalOf,
): GatewayOracle => {
  return {
    orderOf: (no) => emulator.ledger().orders.find(({ outTradeNo }) => outTradeNo === no),
    check: () => {
      for (const [credential, charges] of successesByCredential(emulator.ledger().orders, originalOf))
        if (charges.length > 1)
          violate(
            'INV-5',
            `one meal, ${charges.length} charges: ${charges.join(' and ')} (${credential.slice(0, 12)})`,
          );
      for (const words of emulator.violations()) violate('INV-5', `WeChat broke its own rule: ${words}`);
      count('deduct request');
    },
  };
};

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
