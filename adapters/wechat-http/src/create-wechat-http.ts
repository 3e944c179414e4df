import type {
  WechatDeductions,
  WechatFace,
  WechatMemberChanges,
  WechatMembers,
  WechatOrganizations,
  WechatReEnrolments,
  WechatRefunds,
  WechatTerminals,
} from '@facepay/domain';
import type { Transport } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { WechatCallTrace } from './call-trace.ts';
import { createWechatClient } from './client.ts';
import {
  defaultAnswerBytesMax,
  defaultBusinessProductId,
  defaultFailover,
  defaultRefreshing,
  defaultSceneIds,
  defaultTimeoutMs,
  type WechatHttpConfig,
  type WechatHttpDeps,
} from './config.ts';
import { configInvalid, type ConfiguredKeys, readConfiguredKeys, type WechatConfigInvalid } from './configured-keys.ts';
import { createHttpWechatDeductions } from './deductions.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { createHttpWechatMemberChanges } from './member-changes.ts';
import { createHttpWechatMembers } from './members.ts';
import { createHttpWechatOrganizations } from './organizations.ts';
import { type Origin, parseOrigin } from './origin.ts';
import { createWechatPayscoreHttp, type WechatPayscoreHttp } from './payscore-http.ts';
import { createPlatformKeys, type PlatformKeys } from './platform-keys.ts';
import { createHttpWechatReEnrolments } from './re-enrolments.ts';
import { createHttpWechatRefunds } from './refunds.ts';
import { createSignedExchange, type SignedExchange } from './signed-exchange.ts';
import { createHttpWechatTerminals } from './terminals.ts';
import { createHttpWechatFace, type WxpayfaceDeps } from './wxpayface.ts';

/** WeChat Pay over signed HTTP, one property a port. */
export interface WechatHttp {
  readonly organizations: WechatOrganizations;
  readonly members: WechatMembers;
  readonly memberChanges: WechatMemberChanges;
  readonly reEnrolments: WechatReEnrolments;
  readonly deductions: WechatDeductions;
  readonly refunds: WechatRefunds;
  readonly terminals: WechatTerminals;
  /** Where Pay Score is configured. */
  readonly payscore?: WechatPayscoreHttp;
  /** Only where it is configured. */
  readonly face?: WechatFace;
  /** The keys that notices verify with, too. */
  readonly keys: PlatformKeys;
}

/** Left: a setting that cannot work. Nothing is called before the first use. */
export const createWechatHttp = (
  config: WechatHttpConfig,
  deps: WechatHttpDeps,
): E.Either<WechatConfigInvalid, WechatHttp> =>
  pipe(
    E.Do,
    E.bind('hosts', () => readHosts(config, deps)),
    E.bind('configured', () => readConfiguredKeys(config)),
    E.bind('faceOrigin', () => readFaceOrigin(config)),
    E.map(({ hosts, configured, faceOrigin }) => build(config, deps, { hosts, configured, faceOrigin })),
  );

const readHosts = (
  { baseUrl, backupUrl, failover }: WechatHttpConfig,
  { clock }: WechatHttpDeps,
): E.Either<WechatConfigInvalid, Hosts> => {
  const main = parseOrigin(baseUrl);
  if (E.isLeft(main)) return E.left(configInvalid('baseUrl')({ type: main.left.reason }));
  const backup = backupUrl === undefined ? E.right(undefined) : parseOrigin(backupUrl);
  if (E.isLeft(backup)) return E.left(configInvalid('backupUrl')({ type: backup.left.reason }));
  return E.right(createHosts(main.right, backup.right, { ...defaultFailover, ...failover }, clock));
};

const readFaceOrigin = ({ face }: WechatHttpConfig): E.Either<WechatConfigInvalid, Origin | undefined> => {
  if (face === undefined) return E.right(undefined);
  const origin = parseOrigin(face.baseUrl);
  return E.isLeft(origin) ? E.left(configInvalid('face.baseUrl')({ type: origin.left.reason })) : origin;
};

interface Read {
  readonly hosts: Hosts;
  readonly configured: ConfiguredKeys;
  readonly faceOrigin: Origin | undefined;
}

const build = (config: WechatHttpConfig, deps: WechatHttpDeps, { hosts, configured, faceOrigin }: Read): WechatHttp => {
  const { mchid, appid, merchantSerialNo } = config;
  const { clock } = deps;
  const exchangeOver = (transport: Transport): SignedExchange =>
    createSignedExchange({
      ...deps,
      transport,
      hosts,
      mchid,
      merchantSerialNo,
      publicKeyId: config.publicKey?.id,
      timeoutMs: config.timeoutMs ?? defaultTimeoutMs,
      answerBytesMax: config.answerBytesMax ?? defaultAnswerBytesMax,
    });
  const exchange = exchangeOver(deps.transport);
  const keys = createPlatformKeys({
    exchange,
    configured: configured.verification,
    apiV3Keys: configured.apiV3Keys,
    merchantSerialNo,
    refreshing: { ...defaultRefreshing, ...config.refreshing },
    clock,
  });
  const onTrace = toldTo(deps);
  const client = createWechatClient({ exchange, keys, clock, onTrace });
  const deductionClient =
    deps.deductionTransport === undefined
      ? client
      : createWechatClient({ exchange: exchangeOver(deps.deductionTransport), keys, clock, onTrace });
  return {
    organizations: createHttpWechatOrganizations(client),
    members: createHttpWechatMembers(client, appid),
    memberChanges: createHttpWechatMemberChanges({ client, keys, fieldSeed: deps.fieldSeed }),
    reEnrolments: createHttpWechatReEnrolments(client),
    deductions: createHttpWechatDeductions(deductionClient, {
      mchid,
      appid,
      businessProductId: config.businessProductId ?? defaultBusinessProductId,
      sceneIds: config.sceneIds ?? defaultSceneIds,
    }),
    refunds: createHttpWechatRefunds(client),
    terminals: createHttpWechatTerminals(client, appid),
    ...(config.payscore !== undefined && {
      payscore: createWechatPayscoreHttp(client, { ...config.payscore, mchid, appid }),
    }),
    ...faceOf(config, deps, { client, onTrace, origin: faceOrigin }),
    keys,
  };
};

const faceOf = (
  { face, appid, mchid, timeoutMs = defaultTimeoutMs }: WechatHttpConfig,
  { transport, clock, nonce }: WechatHttpDeps,
  { client, onTrace, origin }: Pick<WxpayfaceDeps, 'client' | 'onTrace'> & { readonly origin: Origin | undefined },
): Pick<WechatHttp, 'face'> => {
  if (face === undefined || origin === undefined) return {};
  const called = { client, transport, origin, clock, nonce, timeoutMs, ...(onTrace && { onTrace }) };
  return { face: createHttpWechatFace({ ...called, appid, mchid, signing: face }) };
};

const toldTo =
  ({ logger, onTrace }: WechatHttpDeps) =>
  (trace: WechatCallTrace): void => {
    const { path: endpoint, outcome: type, ms: durationMs, ...rest } = trace;
    logger?.info('wechat call', { endpoint, type, durationMs, ...rest });
    onTrace?.(trace);
  };
