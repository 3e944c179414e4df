import { createUseCases, type Ports, type UseCases } from '@facepay/composition';
import { encodePublicKey, keyPairFromSeed, signEd25519Sync, verifyEd25519Sync } from '@facepay/device-protocol';
import {
  defaultPayscorePolicy,
  defaultPolicy,
  defaultRefundPolicy,
  Fen,
  later,
  type LogFields,
  OrganizationId,
} from '@facepay/domain';
import {
  createAccessTokens,
  createHandle,
  createServerCounters,
  type Handle,
  type ServerDependencies,
} from '@facepay/server';
import { createHasher } from '@facepay/system';
import { createVoucherProtocol } from '@facepay/terminal-protocol';
import { createNoticeReader, type WechatHttpConfig } from '@facepay/wechat-http';
import { apiV3Key } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { openSchool, type School, schoolKeys, type SchoolOptions } from '../conformance/wechat-school.ts';
import { mulberry } from './mulberry.ts';
import { openServerStore, type ServerStore } from './server-store.ts';

/** Our server's edge over real use cases, a real store, real signatures and the emulated WeChat Pay; no socket, virtual time. */
export interface ServerWorld {
  readonly school: School;
  readonly store: ServerStore;
  readonly ports: Ports;
  readonly useCases: UseCases;
  readonly deps: ServerDependencies;
  readonly handle: Handle;
  /** A second server beside it on the same store, whose clock is off by so much. */
  readonly serverOff: (offMs: number) => Pick<ServerWorld, 'handle' | 'deps'>;
  /** Everything logged, as text: canaries must not be in it (INV-88). */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** Bearer tokens that the world knows; `bound` ones are of a tenant that has nothing. */
export const tokens = {
  admin: 'token-of-the-admin',
  operator: 'token-of-the-operator',
  auditor: 'token-of-the-auditor',
  boundAdmin: 'token-of-the-admin-of-another-school',
};
export const otherOrganization = must(OrganizationId.of('Oother0school'));
export const serverMchid = schoolKeys.mchid;

export const openServerWorld = async (options: SchoolOptions = {}): Promise<ServerWorld> => {
  const school = await openSchool(options);
  const store = await openServerStore();
  const lines: string[] = [];
  const note = (message: string, fields: LogFields = {}): void =>
    void lines.push(JSON.stringify({ message, ...fields }));
  const random = mulberry(3);
  const ack = keyPairFromSeed(new Uint8Array(32).fill(2));
  const ports: Ports = {
    clock: { now: school.now },
    timer: { sleep: async () => undefined },
    idSource: { next: () => Buffer.from(random(16)).toString('hex') },
    logger: { info: note, warn: note },
    ...store,
    organizations: school.organizations,
    members: school.members,
    memberChanges: school.memberChanges,
    reEnrolments: school.reEnrolments,
    wechat: school.deductions,
    refunds: school.refunds,
    terminals: school.terminals,
    ...(school.wechat.face === undefined ? {} : { face: school.wechat.face }),
    ...payscoreOf(school, options.config?.payscore?.party),
    vouchers: createVoucherProtocol({
      ackKey: ack.privateKey,
      ackKeyId: 'ack-1',
      sign: signEd25519Sync,
      verify: verifyEd25519Sync,
    }),
    notices: createNoticeReader({
      keys: school.wechat.keys,
      apiV3Keys: [must(apiV3Key(schoolKeys.apiV3Key))],
      mchid: serverMchid,
      ...(options.config?.payscore === undefined ? {} : { payscore: options.config.payscore }),
      hasher: createHasher(),
    }),
    notifier: { notify: () => async () => E.right(undefined) },
    policy: defaultPolicy,
    refundPolicy: defaultRefundPolicy,
    deviceIp: '10.0.0.8',
  };
  const useCases = createUseCases(ports);
  const deps: ServerDependencies = {
    useCases,
    reads: store.reads,
    clock: ports.clock,
    idSource: ports.idSource,
    logger: ports.logger,
    accessTokens: createAccessTokens([
      { token: tokens.admin, role: 'admin' },
      { token: tokens.operator, role: 'operator' },
      { token: tokens.auditor, role: 'auditor' },
      { token: tokens.boundAdmin, role: 'admin', organization: otherOrganization },
    ]),
    ackKeys: { keys: [{ keyId: 'ack-1', algorithm: 'Ed25519', publicKey: encodePublicKey(ack.publicKey) }] },
    verifySignature: verifyEd25519Sync,
    mchid: serverMchid,
    cursorKey: 'key of page cursors',
    wechat: ports.wechat,
    counters: createServerCounters(),
  };
  return {
    school,
    store,
    ports,
    useCases,
    deps,
    handle: createHandle(deps),
    serverOff: (offMs) => {
      const clock = { now: () => later(school.now(), offMs) };
      const off = { ...deps, clock, counters: createServerCounters(), useCases: createUseCases({ ...ports, clock }) };
      return { deps: off, handle: createHandle(off) };
    },
    log: () => lines.join('\n'),
    close: store.close,
  };
};

/** Notices go where every address goes in these tests: to whoever takes them in. */
const payscoreOf = (
  { wechat: { payscore } }: School,
  party: NonNullable<WechatHttpConfig['payscore']>['party'] | undefined,
): Pick<Ports, 'payscore'> => {
  const ownNotifyUrl = `https://pay.example.com/notify/wechat/${serverMchid}`;
  const policy = {
    ...defaultPayscorePolicy,
    riskCap: must(Fen.of(50_000)),
    assessment: 'refuse',
    ownNotifyUrl,
  } as const;
  return payscore === undefined
    ? {}
    : { payscore: { ...payscore, policy, ...(party?.mode === 'partner' ? { subMchid: party.subMchid } : {}) } };
};

export function must<A>(either: E.Either<unknown, A>): A {
  if (E.isRight(either)) return either.right;
  throw new Error(`not legal: ${JSON.stringify(either.left)}`);
}
