import {
  Instant,
  type PayscoreAnswer,
  type PayscoreOrderNo,
  type SubMchid,
  type WechatPayscore,
} from '@facepay/domain';
import {
  createMemoryEmulatorStore,
  createMovableClock,
  createWechatEmulator,
  type WechatEmulator,
} from '@facepay/wechat-emulator';
import { createWechatHttp } from '@facepay/wechat-http';
import { createRsaSignerSync, fieldSeedBytes, type Transport, transportFromHandle } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { keysOfSeed, privateKeyOf, signerOf } from '../../simulation/world/keys.ts';
import { mulberry } from '../../support/mulberry.ts';
import { second } from '../model/beijing.ts';
import { capFen, type Profile } from '../model/profile.ts';
import { authorisedOpenid } from '../model/request.ts';
import type { Merchant } from '../model/wire-body.ts';

/** How the last answer of WeChat looked on the wire. */
export interface Seen {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
/** The adapter before the emulator, in one process, for one sequence. */
export interface WechatSide {
  readonly emulator: WechatEmulator;
  readonly now: () => number;
  /** Everything that is due on the way happens. */
  readonly pass: (ms: number) => Promise<void>;
  readonly control: (path: string, body: object) => Promise<void>;
  readonly merchant: (confirms: boolean) => Merchant;
  readonly payscore: (confirms: boolean) => WechatPayscore;
  readonly seen: () => Seen;
}

const keys = await keysOfSeed(1);
const startAt = Date.parse('2026-09-07T12:00:00+08:00');
export const notifyUrl = 'https://pay.example.com/notify/wechat';
const services = { confirm: '500002', 'no-confirm': '500001' } as const;
/** Longer than any sequence lasts: what the deduction engine does, a step of the sequence makes it do. */
const never = 400 * 86_400 * second;

export const openWechatSide = async (profile: Profile): Promise<WechatSide> => {
  let base = startAt;
  let seen: Seen = { status: 0, body: {} };
  const movable = createMovableClock(() => base);
  const emulator = createWechatEmulator({
    clock: movable,
    random: mulberry(7),
    store: createMemoryEmulatorStore(),
    keys,
    signer: signerOf,
    settings: {
      payscoreServices: (['confirm', 'no-confirm'] as const).map((confirmation) => ({
        serviceId: services[confirmation],
        confirmation,
        risk: profile.assessment === 'deposit' && confirmation === 'confirm' ? 'deposit-waived' : 'enjoy-first',
        assessment: profile.assessment,
        capFen,
      })),
      payscoreDeductionWaitsMs: [never],
      payscoreDeductionTakesMs: never / 2,
      payscorePackageLifeMs: never,
      payscoreCancelAfterComplete: profile.cancelAfterCompletion === 'accepts' ? 'accept' : 'refuse',
    },
    deliver: async () => ({ type: 'Answered', answer: { status: 204, headers: {}, body: new Uint8Array() } }),
    sleep: async () => undefined,
  });
  const control = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await emulator.handle({
      method,
      target: `/_emulator/${path}`,
      headers: {},
      body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
    });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${Buffer.from(answer.body).toString('utf8')}`);
  };
  await control('POST', 'keys/rotate', { mode: 'public-key' });
  await control('POST', 'organizations', { organizationName: '第一小学' });
  const subMchid = profile.party === 'partner' ? { subMchid: keys.subMchid } : {};
  await control('PUT', `payers/${authorisedOpenid}`, { balanceFen: 10_000_000, advanceQuota: false });
  await control('POST', `payscore/users/${authorisedOpenid}`, { action: 'authorise', ...subMchid });
  const reach = transportFromHandle(emulator.handle);
  const transport: Transport = async (call) => {
    const result = await reach(call);
    if (result.type === 'Answered') {
      const text = Buffer.from(result.answer.body).toString('utf8');
      seen = { status: result.answer.status, body: text === '' ? {} : (JSON.parse(text) as Seen['body']) };
    }
    return result;
  };
  const adapters = {
    confirm: open(profile, 'confirm', transport, movable.now),
    'no-confirm': open(profile, 'no-confirm', transport, movable.now),
  };
  return {
    emulator,
    now: movable.now,
    pass: async (ms) => {
      const until = base + ms;
      for (let due = emulator.dueAt(); due !== undefined && due <= until; due = emulator.dueAt()) {
        base = Math.max(base, due);
        await emulator.runDue();
      }
      base = until;
    },
    control: (path, body) => control('POST', path, body),
    merchant: (confirms) => ({
      appid: keys.appid,
      subMchid: keys.subMchid,
      serviceId: services[which(confirms)],
      notifyUrl,
    }),
    payscore: (confirms) => adapters[which(confirms)],
    seen: () => seen,
  };
};

const which = (confirms: boolean) => (confirms ? 'confirm' : 'no-confirm');
const open = (
  { party }: Profile,
  confirmation: keyof typeof services,
  transport: Transport,
  now: () => number,
): WechatPayscore => {
  const random = mulberry(11);
  const created = createWechatHttp(
    {
      baseUrl: 'http://127.0.0.1:8701',
      mchid: keys.mchid,
      appid: keys.appid,
      merchantSerialNo: keys.merchant.serialNo,
      apiV3Keys: [keys.apiV3Key],
      publicKey: { id: keys.publicKey.id, pem: keys.publicKey.publicKeyPem },
      payscore: {
        serviceId: services[confirmation],
        party: party === 'direct' ? { mode: 'direct' } : { mode: 'partner', subMchid: keys.subMchid as SubMchid },
      },
    },
    {
      transport,
      sign: createRsaSignerSync(privateKeyOf(keys.merchant.privateKeyPem)),
      clock: { now: () => Instant.of(now()) },
      nonce: () => Buffer.from(random(16)).toString('hex'),
      fieldSeed: () => random(fieldSeedBytes),
    },
  );
  if (E.isLeft(created)) throw new Error(created.left.reason);
  const { payscore } = created.right;
  if (payscore === undefined) throw new Error('no Pay Score');
  return payscore.orders;
};

/** A verified answer: everything else is a fault of the rig. */
export const answered = async (asked: ReturnType<WechatPayscore['query']>): Promise<PayscoreAnswer> => {
  const told = await asked();
  if (E.isLeft(told)) throw new Error(`${told.left.type}: ${told.left.reason}`);
  return told.right;
};
export const numbered = (n: number): PayscoreOrderNo => `model-${n}` as PayscoreOrderNo;
