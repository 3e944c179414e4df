import {
  createMemoryEmulatorStore,
  createMovableClock,
  createWechatEmulator,
  type EmulatorKeys,
  type EmulatorSettings,
  type WechatEmulator,
} from '@facepay/wechat-emulator';
import type { Handle } from '@facepay/wechat-protocol';
import { createProcess } from '../engine/process.ts';
import type { Network } from '../engine/network.ts';
import { randomBytes } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { GatewayMode } from '../plan/plan.ts';
import { newPlatformKey } from './key-changes.ts';
import { signerOf } from './keys.ts';

export interface Wechat {
  readonly emulator: WechatEmulator;
  readonly handle: Handle;
  /** The control plane: payers, mini programs and faults, without a network between. */
  readonly control: (method: string, path: string, body?: object) => Promise<ControlAnswer>;
}
export interface ControlAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the adversarial gateway is (`simulation.md` §3.3); the careless one stands before the emulator. */
const modes: Readonly<Record<GatewayMode, Partial<EmulatorSettings>>> = {
  plain: {},
  strict: { overlappingDeducts: 'violation' },
  'slow-commit': {},
  'at-once-twice': { unseenRepeat: 'violation', overlappingDeducts: 'violation' },
  careless: {},
};

/** The money truth. It never crashes; notices go out by themselves when they are due. */
export const createWechat = (simulation: Simulation, keys: EmulatorKeys, network: () => Network): Wechat => {
  const { stepper, plan } = simulation;
  const { gateway = 'plain', openAnswers = false, failedOrder } = plan.world;
  simulation.count(`gateway ${gateway}`);
  if (openAnswers) simulation.count('gateway open answers');
  if (failedOrder === 'ORDER_CLOSED') simulation.count('gateway closing');
  let armedAt = Infinity;
  const arm = (): void => {
    const dueAt = emulator.dueAt();
    if (dueAt === undefined) return;
    const at = Math.max(dueAt - plan.world.startAt, stepper.now()) + 1;
    if (at >= armedAt) return;
    armedAt = at;
    stepper.at(at, () => {
      if (at === armedAt) armedAt = Infinity;
      emulator.runDue().catch((cause: unknown) => simulation.violate('INV-5', `WeChat itself: ${String(cause)}`));
      arm();
    });
  };
  let deliver: ReturnType<Network['transport']> | undefined;
  const process = createProcess(simulation, 'wechat', (life) => {
    deliver = (call) => network().transport(life, 'deliver')(call);
  });
  process.start();
  const emulator = createWechatEmulator({
    clock: createMovableClock(simulation.wallNow),
    random: randomBytes(simulation.stream('wechat')),
    store: createMemoryEmulatorStore(),
    keys,
    settings: {
      transactionNotices: plan.world.transactionNotices,
      failedOrder,
      ...modes[gateway],
      useIdSpelling: openAnswers,
      authinfoExpiresInSeconds: simulation.stream('authinfo life').next() < 0.3 ? 900 : 3600,
    },
    signer: signerOf,
    newPlatformKey,
    deliver: (call) => deliver?.(call) ?? Promise.resolve({ type: 'NotSent', reason: 'not yet' }),
    sleep: (ms) => new Promise((resolve) => stepper.after(ms, resolve)),
    wake: () => arm(),
  });
  return {
    emulator,
    handle: emulator.handle,
    control: async (method, path, body) => {
      const answer = await emulator.handle({
        method,
        target: `/_emulator/${path}`,
        headers: {},
        body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
      });
      const text = Buffer.from(answer.body).toString('utf8');
      return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as ControlAnswer['body']) };
    },
  };
};
