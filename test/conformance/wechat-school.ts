import type { Disturbance, OpenWechatWorld, ShownMember, WechatWorld } from '@facepay/conformance';
import { ContractId, DeviceId, Instant, OrganizationId, SubMchid, UserId } from '@facepay/domain';
import {
  createEmulatorKeys,
  createMemoryEmulatorStore,
  createMovableClock,
  createPlatformKey,
  createWechatEmulator,
  type EmulatorKeys,
  type EmulatorSettings,
  type FaultKind,
} from '@facepay/wechat-emulator';
import { createWechatHttp, type WechatHttp, type WechatHttpConfig } from '@facepay/wechat-http';
import {
  createRsaSignerSync,
  fieldSeedBytes,
  jsonBody,
  toHeaderLists,
  type Transport,
  transportFromHandle,
} from '@facepay/wechat-protocol';
import { createPrivateKey } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { mulberry } from '../support/mulberry.ts';

export const noonAtSchool = Date.parse('2026-09-07T12:00:00+08:00');
/** Making keys takes longer than any test, so once for all. */
export const schoolKeys: EmulatorKeys = await createEmulatorKeys(mulberry(1), noonAtSchool);

export type KeyMode = 'certificate' | 'public-key' | 'mixed';
export interface School extends WechatWorld {
  readonly wechat: WechatHttp;
  readonly control: (
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** The emulator, past everything that counts or disturbs. */
  readonly reach: Transport;
  /** How many requests went to this path. */
  readonly requestsTo: (path: string) => number;
}
export interface SchoolOptions {
  readonly mode?: KeyMode;
  readonly config?: Partial<WechatHttpConfig>;
  readonly wrap?: (transport: Transport) => Transport;
  readonly settings?: Partial<EmulatorSettings>;
  /** Takes WeChat's notices, once it is told where to. */
  readonly deliver?: Transport;
}

/** Our adapter before the emulator, in one process, on virtual time. */
export const openSchool = async ({
  mode = 'public-key',
  config = {},
  wrap,
  settings = {},
  deliver = async () => ({ type: 'NotSent', reason: 'nobody listens' }),
}: SchoolOptions = {}): Promise<School> => {
  let base = noonAtSchool;
  const targets: string[] = [];
  const movable = createMovableClock(() => base);
  const emulator = createWechatEmulator({
    clock: movable,
    random: mulberry(7),
    store: createMemoryEmulatorStore(),
    keys: schoolKeys,
    signer: createRsaSignerSync,
    settings,
    deliver,
    sleep: async (ms) => {
      base += ms;
    },
    newPlatformKey: () => createPlatformKey(mulberry(99 + base), base),
  });
  const control: School['control'] = async (method, path, body, headers = {}) => {
    const bytes = body === undefined ? new Uint8Array() : jsonBody(body);
    const answer = await emulator.handle({
      method,
      target: `/_emulator${path}`,
      headers: toHeaderLists(headers),
      body: bytes,
    });
    const text = new TextDecoder().decode(answer.body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const reach = transportFromHandle(emulator.handle);
  const transport: Transport = (call) => {
    targets.push(call.target);
    return reach(call);
  };
  const random = mulberry(11);
  const created = createWechatHttp(
    {
      baseUrl: 'http://127.0.0.1:8701',
      mchid: schoolKeys.mchid,
      appid: schoolKeys.appid,
      merchantSerialNo: schoolKeys.merchant.serialNo,
      apiV3Keys: [schoolKeys.apiV3Key],
      face: { baseUrl: 'http://127.0.0.1:8701', apiV2Key: schoolKeys.apiV2Key, signType: 'HMAC-SHA256' },
      ...(mode !== 'certificate' && {
        publicKey: { id: schoolKeys.publicKey.id, pem: schoolKeys.publicKey.publicKeyPem },
      }),
      ...config,
    },
    {
      transport: wrap?.(transport) ?? transport,
      sign: createRsaSignerSync(createPrivateKey(schoolKeys.merchant.privateKeyPem)),
      clock: { now: () => Instant.of(movable.now()) },
      nonce: () => Buffer.from(random(16)).toString('hex'),
      fieldSeed: () => random(fieldSeedBytes),
    },
  );
  if (E.isLeft(created)) throw new Error(`${created.left.setting}: ${created.left.reason}`);
  const wechat = created.right;
  await control('POST', '/keys/rotate', { mode });
  const name = '第一小学';
  const adopted = await control('POST', '/organizations', { organizationName: name });
  const organization = must(OrganizationId.of(text(adopted, 'organizationId')));
  const subMchid = must(SubMchid.of(schoolKeys.subMchid));
  const fault = (kind: FaultKind, pathPrefix = '/v3/off') =>
    control('POST', '/faults', { kind, count: 1, match: { pathPrefix } });
  return {
    ...wechat,
    wechat,
    control,
    reach,
    requestsTo: (path) => targets.filter((target) => target.split('?')[0] === path).length,
    organization,
    name,
    subMchid,
    now: () => Instant.of(movable.now()),
    pass: async (ms) => {
      const until = base + ms;
      for (let due = emulator.dueAt(); due !== undefined && due <= until; due = emulator.dueAt()) {
        base = Math.max(base, due);
        await emulator.runDue();
      }
      base = until;
    },
    disturb: async (what) => {
      await fault(faults[what]);
    },
    disturbRefund: async (what) => {
      await fault(faults[what], '/v3/refund');
    },
    charge: async (how) => {
      await fault(how === 'later' ? 'accept-then-settle-later' : 'order-closed');
    },
    enrol: async (token, outUserId) => {
      const enrolled = await control('POST', '/mini-programs/enrol', {
        token,
        outUserId,
        organizationName: name,
        name: `学生${outUserId}`,
        phone: '13800138000',
        identityNumber: '11010119900307457X',
        className: '三年二班',
      });
      return must(UserId.of(text(enrolled, 'userId')));
    },
    sign: async (token, outUserId) => {
      const signing = { token, openid: openidOf(outUserId), name: '家长' };
      return must(ContractId.of(text(await control('POST', '/mini-programs/sign', signing), 'contractId')));
    },
    signWithCard: async (presignToken, outUserId, phone) => {
      const signing = { presignToken, openid: openidOf(outUserId), name: '家长', wrongCardPhone: phone === 'wrong' };
      return must(ContractId.of(text(await control('POST', '/mini-programs/sign', signing), 'contractId')));
    },
    shown: async (outUserId) => {
      const permission = { organization, subMchid, device: must(DeviceId.of('terminal-1')), rawData: 'cmF3' };
      const { authinfo } = must(await wechat.terminals.authinfo(permission)());
      const { faces } = await control('GET', '/faces', undefined, { authorization: `Bearer ${authinfo}` });
      return shownOf(faces, outUserId);
    },
    reEnrol: async (userId, what) => {
      const step = { require: { required: true }, upload: {}, confirm: { confirm: true } }[what];
      await control('POST', '/mini-programs/re-enrol', { userId, ...step });
    },
    endContract: async (user) => {
      await control('POST', `/users/${user}/terminate`);
    },
    disable: async (user) => {
      await control('POST', `/users/${user}/disable`);
    },
    fund: async (outUserId, balanceFen, advanceQuota) => {
      await control('PUT', `/payers/${openidOf(outUserId)}`, { balanceFen, advanceQuota, cards: [] });
    },
    repay: async (outUserId) => {
      await control('POST', `/payers/${openidOf(outUserId)}/repay`, {});
    },
    credential: async (userId, amountFen) => {
      const order = { organizationId: organization, userId, subMchid: schoolKeys.subMchid, amountFen };
      return text(await control('POST', '/credentials', order), 'credential');
    },
    paidCount: async () => emulator.ledger().totals.successes,
    refundedFen: async () => emulator.ledger().totals.refundedFen,
    refundNext: async (how) => {
      if (how === 'at-once') await control('POST', '/faults', { kind: 'accept-then-settle-later', delayMs: 0 });
      else await control('POST', '/faults', { kind: `refund-${how}` });
    },
  };
};

export const openWechatWorld =
  (mode: KeyMode): OpenWechatWorld =>
  () =>
    openSchool({ mode });

/** What the emulator is told to do for each. */
export const faults: Readonly<Record<Disturbance, FaultKind>> = {
  'request-lost': 'lose-request',
  'answer-lost': 'lose-reply',
  'answer-cut': 'truncate',
  'answer-unsigned': 'unsigned',
  'answer-forged': 'wrong-signature',
  'answer-stale': 'stale-timestamp',
  'answer-under-unknown-key': 'wrong-serial',
  'answer-probe': 'probe-signature',
  'broken-before-effect': 'error-500-before',
  'broken-after-effect': 'error-500-after',
  twice: 'duplicate',
};

const Shown = t.type({ outUserId: t.string, name: t.string, classOrPost: t.string, phoneTail: t.string });
const shownOf = (faces: unknown, outUserId: string): ShownMember | undefined => {
  const found = must(t.array(Shown).decode(faces)).find((face) => face.outUserId === outUserId);
  if (found === undefined) return undefined;
  return { name: found.name, classOrPost: found.classOrPost, phoneTail: found.phoneTail };
};
const openidOf = (outUserId: string): string => `o-${outUserId}`;
const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`not legal: ${JSON.stringify(either.left)}`);
  return either.right;
};
const text = (answer: Readonly<Record<string, unknown>>, member: string): string => {
  const value = answer[member];
  if (typeof value !== 'string') throw new Error(`${member} is missing`);
  return value;
};
