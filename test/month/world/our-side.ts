import { createUseCases, openStores, type Ports } from '@facepay/composition';
import { ackKeysDocument, signEd25519Pool, verifyEd25519Pool } from '@facepay/device-protocol';
import { defaultPolicy, defaultRefundPolicy, Instant } from '@facepay/domain';
import { createAccessTokens, createHandle, createServerCounters, type Handle } from '@facepay/server';
import { createHasher, createIdSource, createSystemTimer, randomBytes } from '@facepay/system';
import { createVoucherProtocol } from '@facepay/terminal-protocol';
import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { createNoticeReader, createWechatHttp } from '@facepay/wechat-http';
import { apiV3Key, createRsaSigner, fieldSeedBytes, transportFromHandle } from '@facepay/wechat-protocol';
import { createWorker, type Worker } from '@facepay/worker';
import * as E from 'fp-ts/lib/Either.js';
import { createPrivateKey } from 'node:crypto';
import { ackKey, ackKeyId, officeToken, wechatOrigin } from './month-keys.ts';
import type { WechatSide } from './wechat-side.ts';

/** A change of a port: what a planted bug is. */
export type Swap = (ports: Ports) => Ports;
export interface OurOptions {
  readonly swap: Swap;
  /** Whether every member is read again each night: as many signed calls once more as the meals themselves. */
  readonly sweep: boolean;
}
export interface OurSide {
  readonly handle: Handle;
  readonly workers: readonly Worker[];
  readonly warnings: readonly string[];
  readonly close: () => Promise<void>;
}

/** Our server and our workers on one SQLite file, as their processes put them together, but without sockets. */
export const openOurSide = async (
  file: string,
  { emulator, clock: movable }: WechatSide,
  keys: EmulatorKeys,
  { swap, sweep }: OurOptions,
): Promise<OurSide> => {
  const stores = await openStores({ database: { type: 'sqlite', file }, fieldKeys: [fieldKey] });
  const clock = { now: () => Instant.of(movable.now()) };
  const ids = createIdSource();
  const warnings: string[] = [];
  const wechat = must(
    createWechatHttp(
      {
        baseUrl: wechatOrigin,
        mchid: keys.mchid,
        appid: keys.appid,
        merchantSerialNo: keys.merchant.serialNo,
        apiV3Keys: [keys.apiV3Key],
        publicKey: { id: keys.publicKey.id, pem: keys.publicKey.publicKeyPem },
        platformCertificates: keys.platform.map(({ certificatePem }) => certificatePem),
      },
      {
        transport: transportFromHandle(emulator.handle),
        sign: createRsaSigner(createPrivateKey(keys.merchant.privateKeyPem)),
        clock,
        nonce: ids.next,
        fieldSeed: () => randomBytes(fieldSeedBytes),
      },
    ),
  );
  const ports = swap({
    clock,
    timer: createSystemTimer(),
    idSource: ids,
    logger: {
      info: () => undefined,
      warn: (message, fields) => void warnings.push(`${message} ${JSON.stringify(fields)}`),
    },
    storage: stores.storage,
    reads: stores.reads,
    dueWork: stores.dueWork,
    eventLog: stores.eventLog,
    organizations: wechat.organizations,
    members: wechat.members,
    memberChanges: wechat.memberChanges,
    reEnrolments: wechat.reEnrolments,
    wechat: wechat.deductions,
    refunds: wechat.refunds,
    terminals: wechat.terminals,
    vouchers: createVoucherProtocol({
      ackKey: ackKey.privateKey,
      ackKeyId,
      sign: signEd25519Pool,
      verify: verifyEd25519Pool,
    }),
    notices: createNoticeReader({
      keys: wechat.keys,
      apiV3Keys: [must(apiV3Key(keys.apiV3Key))],
      mchid: keys.mchid,
      hasher: createHasher(),
    }),
    notifier: { notify: () => async () => E.right(undefined) },
    policy: defaultPolicy,
    refundPolicy: defaultRefundPolicy,
    deviceIp: '10.0.0.8',
  });
  const useCases = createUseCases(ports);
  const edge = {
    ...ports,
    shown: ports.wechat.shown,
    useCases,
    accessTokens: createAccessTokens([{ name: 'office', token: officeToken, role: 'admin' }]),
    ackKeys: ackKeysDocument(new Map([[ackKeyId, ackKey.publicKey]])),
    verifySignature: verifyEd25519Pool,
    mchid: keys.mchid,
    cursorKey: 'key of page cursors',
    counters: createServerCounters(),
  };
  return {
    handle: createHandle(edge),
    workers: ['worker-1', 'worker-2'].map((holder) =>
      createWorker({ ...ports, useCases, holder, ...(sweep ? {} : { settings: { tasksEveryMs: Infinity } }) }),
    ),
    warnings,
    close: stores.close,
  };
};

const fieldKey = `field-1:${Buffer.alloc(32, 9).toString('base64')}`;

const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`set-up of the month: ${JSON.stringify(either.left)}`);
};
