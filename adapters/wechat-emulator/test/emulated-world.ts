import { createRsaSignerSync } from '@facepay/wechat-protocol';
import type { OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import {
  createEmulatorKeys,
  createMemoryEmulatorStore,
  createMovableClock,
  createPlatformKey,
  createWechatEmulator,
} from '../src/index.ts';
import type { EmulatorKeys, EmulatorSettings, EmulatorStore } from '../src/index.ts';
import { createMiniClient } from './mini-client.ts';
import { seededRandom } from './seeded-random.ts';

/** Monday, 12:00 in Beijing. */
export const monday = Date.parse('2026-09-07T12:00:00+08:00');

/** One set of keys per test file: making them takes longer than any test. */
export const keys: EmulatorKeys = await createEmulatorKeys(seededRandom(1), monday);

export interface WorldOptions {
  readonly settings?: Partial<EmulatorSettings>;
  readonly store?: EmulatorStore;
  readonly keys?: EmulatorKeys;
  readonly deliver?: (call: OutgoingCall) => Promise<TransportResult>;
  readonly seed?: number;
}

/** An emulator on virtual time, a client that signs by hand, and short words for what tests do all the time. */
export const createEmulatedWorld = (options: WorldOptions = {}) => {
  let base = monday;
  const clock = createMovableClock(() => base);
  const used = options.keys ?? keys;
  const delivered: OutgoingCall[] = [];
  const emulator = createWechatEmulator({
    clock,
    random: seededRandom(options.seed ?? 7),
    store: options.store ?? createMemoryEmulatorStore(),
    keys: used,
    ...(options.settings !== undefined && { settings: options.settings }),
    signer: createRsaSignerSync,
    deliver: async (call) => {
      delivered.push(call);
      return (
        options.deliver?.(call) ?? { type: 'Answered', answer: { status: 204, headers: {}, body: new Uint8Array() } }
      );
    },
    sleep: async (ms) => {
      base += ms;
    },
    newPlatformKey: () => createPlatformKey(seededRandom(99), clock.now()),
  });
  const client = createMiniClient({ handle: emulator.handle, keys: used, now: clock.now });
  /** Moves time to everything due until `until` and does it. */
  const runUntil = async (until: number): Promise<void> => {
    for (let due = emulator.dueAt(); due !== undefined && due <= until; due = emulator.dueAt()) {
      base = Math.max(base, due);
      await emulator.runDue();
    }
    base = Math.max(base, until);
  };
  return { emulator, clock, client, delivered, runUntil, keys: used, pass: (ms: number) => runUntil(base + ms) };
};

export type EmulatedWorld = ReturnType<typeof createEmulatedWorld>;

export interface SignedPupil {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly outUserId: string;
  readonly userId: string;
  readonly contractId: string;
  readonly openid: string;
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error(`expected text, got ${JSON.stringify(value)}`);
  return value;
};

/** Organization, token, photo, signature: a pupil who can pay. */
export const signUp = async (
  world: EmulatedWorld,
  outUserId: string,
  more: { readonly openid?: string; readonly name?: string; readonly organizationName?: string } = {},
): Promise<SignedPupil> => {
  const { client } = world;
  const organizationName = more.organizationName ?? '第一小学';
  const openid = more.openid ?? `o-${outUserId}`;
  const organization = await client.control('POST', '/organizations', { organizationName });
  const organizationId = text(organization.json['organizationId']);
  const issued = await client.call('POST', '/v3/offlinefacemch/tokens', {
    scene: 'WEBSESSION',
    web_init_data: { out_user_id: outUserId, organization_id: organizationId },
  });
  const token = text(issued.json['token']);
  await client.control('POST', '/mini-programs/enrol', {
    token,
    outUserId,
    organizationName,
    name: more.name ?? `学生${outUserId}`,
    phone: '13800138000',
    identityNumber: '11010119900307457X',
    className: '三年二班',
  });
  const signed = await client.control('POST', '/mini-programs/sign', { token, openid, name: '家长' });
  return {
    organizationId,
    organizationName,
    outUserId,
    userId: text(signed.json['userId']),
    contractId: text(signed.json['contractId']),
    openid,
  };
};

/** A credential for this pupil, as a terminal would mint it. */
export const mint = async (
  world: EmulatedWorld,
  pupil: SignedPupil,
  amountFen: number,
  subMchid = world.keys.subMchid,
): Promise<string> => {
  const { organizationId, userId } = pupil;
  const minted = await world.client.control('POST', '/credentials', { organizationId, userId, subMchid, amountFen });
  return text(minted.json['credential']);
};

/** A deduct body like those of `k12-wire.md` §5.14. */
export const deductBody = (world: EmulatedWorld, credential: string, outTradeNo: string, amountFen: number) => ({
  auth_code: credential,
  sp_appid: world.keys.appid,
  sp_mchid: world.keys.mchid,
  sub_mchid: world.keys.subMchid,
  amount: { total: amountFen, currency: 'CNY' },
  scene_info: { device_ip: '10.0.0.8' },
  description: '午餐',
  attach: 'line-3',
  out_trade_no: outTradeNo,
  business: { business_product_id: 2, business_scene_id: 3 },
});

export const deduct = async (
  world: EmulatedWorld,
  credential: string,
  outTradeNo: string,
  amountFen: number,
  change: object = {},
) =>
  world.client.call('POST', '/v3/offlineface/transactions', {
    ...deductBody(world, credential, outTradeNo, amountFen),
    ...change,
  });

export const query = (world: EmulatedWorld, outTradeNo: string, subMchid = world.keys.subMchid) =>
  world.client.call(
    'GET',
    `/v3/offlineface/transactions/out-trade-no/${outTradeNo}?sp_mchid=${world.keys.mchid}&sub_mchid=${subMchid}&business_product_id=2`,
  );
