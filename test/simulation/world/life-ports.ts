import type { Ports } from '@facepay/composition';
import { signEd25519Sync, verifyEd25519Sync } from '@facepay/device-protocol';
import { defaultPolicy, Instant, type Logger } from '@facepay/domain';
import { createVoucherProtocol } from '@facepay/terminal-protocol';
import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { createNoticeReader, createWechatHttp } from '@facepay/wechat-http';
import { apiV3Key, fieldSeedBytes } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { createHash } from 'node:crypto';
import type { Network } from '../engine/network.ts';
import type { Life } from '../engine/process.ts';
import { randomBytes } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Mutant } from '../planted/mutant.ts';
import type { Disk } from './disk.ts';
import { ackKey, ackKeyId, privateKeyOf, signerOf, wechatOrigin } from './keys.ts';
import type { Alarm } from './alarm.ts';
import { type StorageWatch, watchedStores } from './watched-stores.ts';
import type { NumberedEvent } from '@facepay/domain';

/** What the processes of one run are made of. */
export interface Materials {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly disk: Disk;
  readonly keys: EmulatorKeys;
  readonly watch: StorageWatch;
  readonly alarm: Alarm;
  readonly mutant: Mutant | undefined;
  readonly told: (events: readonly NumberedEvent[]) => void;
}

/** The ports of one life of server or worker: production adapters, with faults at every seam. */
export const portsOfLife = (life: Life, materials: Materials): Ports => {
  const { simulation, mutant } = materials;
  const prng = simulation.stream('ids', life.process.name, life.epoch);
  const next = (): string => Buffer.from(randomBytes(prng)(16)).toString('hex');
  const wallNow = simulation.clockOf(life.process.name);
  const clock = { now: () => Instant.of(wallNow()) };
  const wechat = openWechat(life, materials, clock, next);
  const stores = watchedStores(life, materials.disk, materials.watch);
  const context = { life, simulation, clock };
  const vouchers = createVoucherProtocol({
    ackKey: ackKey.privateKey,
    ackKeyId,
    verify: verifyEd25519Sync,
    sign: signEd25519Sync,
  });
  const notices = createNoticeReader({
    keys: wechat.keys,
    apiV3Keys: [rightOf(apiV3Key(materials.keys.apiV3Key))],
    mchid: materials.keys.mchid,
    hasher: { sha256: (text) => createHash('sha256').update(text).digest('hex') },
  });
  return {
    ...stores,
    storage: mutant?.storage?.(stores.storage, context) ?? stores.storage,
    clock,
    timer: { sleep: (ms) => materials.alarm.sleep(life, ms) },
    idSource: { next },
    logger: silent,
    organizations: wechat.organizations,
    members: wechat.members,
    memberChanges: wechat.memberChanges,
    wechat: mutant?.wechat?.(wechat.deductions, context) ?? wechat.deductions,
    terminals: mutant?.terminals?.(wechat.terminals) ?? wechat.terminals,
    vouchers: mutant?.vouchers?.(vouchers, context) ?? vouchers,
    notices: mutant?.notices?.(notices) ?? notices,
    notifier: {
      notify: (events) => () =>
        life.call('notifier', 'notify', async () => E.right(materials.told(events))).then(E.mapLeft(notTold)),
    },
    policy: defaultPolicy,
    deviceIp: '10.0.0.1',
  };
};

const openWechat = (
  life: Life,
  { simulation, network, keys }: Materials,
  clock: Ports['clock'],
  nonce: () => string,
) => {
  const fieldBytes = randomBytes(simulation.stream('field seeds', life.process.name, life.epoch));
  return rightOf(
    createWechatHttp(
      {
        baseUrl: wechatOrigin,
        mchid: keys.mchid,
        appid: keys.appid,
        merchantSerialNo: keys.merchant.serialNo,
        apiV3Keys: [keys.apiV3Key],
        platformCertificates: simulation.plan.world.knowsCertificate
          ? keys.platform.map(({ certificatePem }) => certificatePem)
          : [],
      },
      {
        transport: network.transport(life, 'http'),
        sign: signerOf(privateKeyOf(keys.merchant.privateKeyPem)),
        clock,
        nonce,
        fieldSeed: () => fieldBytes(fieldSeedBytes),
      },
    ),
  );
};

const notTold = ({ type }: { readonly type: string }) => ({ type: 'NotifyFailed', reason: type }) as const;
const silent: Logger = { info: () => undefined, warn: () => undefined };

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`set-up of the simulation: ${JSON.stringify(either.left)}`);
};
