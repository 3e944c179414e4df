import type { Ports } from '@facepay/composition';
import { signEd25519Sync, verifyEd25519Sync } from '@facepay/device-protocol';
import { defaultPolicy, defaultRefundPolicy, Instant, type Logger } from '@facepay/domain';
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
import type { WechatProof } from '../oracles/wechat-proof.ts';
import type { Mutant, MutantContext } from '../planted/mutant.ts';
import type { Disk } from './disk.ts';
import { ackKey, ackKeyId, nextApiV3Key, privateKeyOf, signerOf, wechatOrigin } from './keys.ts';
import type { Alarm } from './alarm.ts';
import { payscorePorts, payscoreService } from './payscore-ports.ts';
import type { KeyRing } from './key-changes.ts';
import { type StorageWatch, watchedStores } from './watched-stores.ts';
import type { NumberedEvent } from '@facepay/domain';

/** What the processes of one run are made of. */
export interface Materials {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly disk: Disk;
  readonly keys: EmulatorKeys;
  readonly keyRing: KeyRing;
  readonly watch: StorageWatch;
  readonly alarm: Alarm;
  readonly mutant: Mutant | undefined;
  readonly told: (events: readonly NumberedEvent[]) => void;
  readonly proof: WechatProof;
  /** Where the lines of a process go. */
  readonly watchLog: (process: string) => Logger;
}

/** The ports of one life of server or worker: production adapters, with faults at every seam. */
export const portsOfLife = (life: Life, materials: Materials): Ports => {
  const { simulation, mutant } = materials;
  const prng = simulation.stream('ids', life.process.name, life.epoch);
  const next = (): string => Buffer.from(randomBytes(prng)(16)).toString('hex');
  const wallNow = simulation.clockOf(life.process.name);
  const clock = { now: () => Instant.of(wallNow()) };
  const context: MutantContext = { life, simulation, clock, keys: () => materials.keys };
  const apiV3Keys = mutant?.apiV3Keys?.(apiV3KeysOf(materials.keys)) ?? apiV3KeysOf(materials.keys);
  const logger = materials.watchLog(life.process.name);
  const wechat = openWechat(life, materials, { clock, nonce: next, context, apiV3Keys, logger });
  const stores = watchedStores(life, materials.disk, materials.watch);
  const vouchers = createVoucherProtocol({
    ackKey: ackKey.privateKey,
    ackKeyId,
    verify: verifyEd25519Sync,
    sign: signEd25519Sync,
  });
  const notices = createNoticeReader({
    keys: wechat.keys,
    apiV3Keys: apiV3Keys.map((key) => rightOf(apiV3Key(key))),
    mchid: materials.keys.mchid,
    payscore: payscoreService,
    hasher: { sha256: (text) => createHash('sha256').update(text).digest('hex') },
  });
  const ports: Ports = {
    ...stores,
    storage: mutant?.storage?.(stores.storage, context) ?? stores.storage,
    clock,
    timer: { sleep: (ms) => materials.alarm.sleep(life, ms) },
    idSource: { next },
    logger,
    organizations: wechat.organizations,
    members: wechat.members,
    memberChanges: wechat.memberChanges,
    reEnrolments: wechat.reEnrolments,
    wechat: mutant?.wechat?.(wechat.deductions, context) ?? wechat.deductions,
    refunds: wechat.refunds,
    terminals: mutant?.terminals?.(wechat.terminals) ?? wechat.terminals,
    vouchers: mutant?.vouchers?.(vouchers, context) ?? vouchers,
    notices: mutant?.notices?.(notices, context) ?? notices,
    notifier: {
      notify: (events) => () =>
        life.call('notifier', 'notify', async () => E.right(materials.told(events))).then(E.mapLeft(notTold)),
    },
    policy: defaultPolicy,
    refundPolicy: defaultRefundPolicy,
    ...payscorePorts(wechat),
    deviceIp: '10.0.0.1',
  };
  return mutant?.ports?.(ports, context) ?? ports;
};

/** The key that is being changed to is there before anything comes sealed with it (INV-56). */
const apiV3KeysOf = ({ apiV3Key: current }: EmulatorKeys): readonly string[] => [nextApiV3Key, current];

interface WechatParts extends Pick<Ports, 'clock' | 'logger'> {
  readonly nonce: () => string;
  readonly context: MutantContext;
  readonly apiV3Keys: readonly string[];
}

const openWechat = (
  life: Life,
  { simulation, network, keys, keyRing, mutant, proof }: Materials,
  { clock, nonce, context, apiV3Keys, logger }: WechatParts,
) => {
  const { merchant, ...platform } = keyRing.ours();
  const line = proof.watch(network.transport(life, 'http'));
  const fieldBytes = randomBytes(simulation.stream('field seeds', life.process.name, life.epoch));
  return rightOf(
    createWechatHttp(
      {
        baseUrl: wechatOrigin,
        mchid: keys.mchid,
        appid: keys.appid,
        merchantSerialNo: merchant.serialNo,
        apiV3Keys,
        payscore: payscoreService,
        ...platform,
      },
      {
        transport: mutant?.wechatLine?.(line, context) ?? line,
        sign: signerOf(privateKeyOf(merchant.privateKeyPem)),
        clock,
        nonce,
        logger,
        fieldSeed: () => fieldBytes(fieldSeedBytes),
      },
    ),
  );
};

const notTold = ({ type }: { readonly type: string }) => ({ type: 'NotifyFailed', reason: type }) as const;

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`set-up of the simulation: ${JSON.stringify(either.left)}`);
};
