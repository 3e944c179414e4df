import type { Handle } from '@facepay/wechat-protocol';
import { ledgerOf, toLedgerOrder } from './control/ledger.ts';
import type { Ledger, LedgerOrder } from './control/ledger.ts';
import type { WechatEmulatorDeps } from './emulator-deps.ts';
import { createEngine } from './engine.ts';
import { createHandle } from './handle.ts';

export interface WechatEmulator {
  /**
   * Answers `/v3/…` as WeChat Pay does and `/_emulator/…` as `product.md` §5 says. Rejects with `ConnectionDropped` when a
   * fault swallowed the request or its answer: the listener then cuts the socket, and a caller in this process sees an
   * outcome it cannot know. Keeping `/_emulator` to loopback callers is the listener's duty.
   */
  readonly handle: Handle;
  /** When something happens by itself next: a notice, an accepted order. Epoch milliseconds on the emulator's clock. */
  readonly dueAt: () => number | undefined;
  /** Does everything due by now; resolves when the deliveries it started have ended. */
  readonly runDue: () => Promise<void>;
  /** The money truth, as `GET /_emulator/ledger` shows it. */
  readonly ledger: () => Ledger;
  /** One order of it, by `out_trade_no`: cheap however long the ledger is. */
  readonly order: (outTradeNo: string) => LedgerOrder | undefined;
  /** INV-5, 22, 23, 28, 40 broken by the emulator itself: always empty, or it has a bug. The request that did it got no answer. */
  readonly violations: () => readonly string[];
}

/** One emulated WeChat Pay. */
export const createWechatEmulator = (deps: WechatEmulatorDeps): WechatEmulator => {
  const engine = createEngine(deps);
  return {
    handle: createHandle(engine),
    dueAt: engine.dueAt,
    runDue: engine.runDue,
    ledger: () => ledgerOf(engine.world),
    order: (outTradeNo) => {
      const order = engine.world.orders.ofNumber(outTradeNo);
      return order === undefined ? undefined : toLedgerOrder(engine.world, order);
    },
    violations: () => engine.violations,
  };
};
