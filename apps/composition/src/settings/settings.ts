import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import {
  createLookup,
  type Environment,
  type Lookup,
  type Problem,
  type ReadFile,
  withEnvFile,
} from './environment.ts';
import { type AccessTokenSetting, readAccessTokens } from './access-tokens.ts';
import { type DatabaseSetting, readDatabase } from './database-setting.ts';
import { type ChargingSettings, readChargingSettings } from './charging-settings.ts';
import { type NightSettings, readNightSettings } from './night-settings.ts';
import { readSignUpSettings, type SignUpSettings } from './sign-up-settings.ts';
import { readWechatSettings, type WechatSettings } from './wechat-settings.ts';

/** Everything a process is told from outside; complete and well formed, or nothing starts (INV-95). */
export interface Settings {
  readonly database: DatabaseSetting;
  /** `keyId:base64` of 32 bytes, the newest first (INV-89). */
  readonly fieldKeys: readonly string[];
  readonly server: { readonly port: number; readonly host: string };
  /** `/metrics`, `/healthz`, `/readyz`; without a port each process takes its own (`metricsPorts`). */
  readonly metrics: { readonly port?: number; readonly host: string };
  readonly accessTokens: readonly AccessTokenSetting[];
  /** Ed25519; signs acknowledgements to terminals. */
  readonly ackKey: KeyObject;
  readonly wechat: WechatSettings;
  /** So many open advances put a member on the deny list; absent: advances never do. */
  readonly denyAtOpenAdvances?: number;
  readonly signUp: SignUpSettings;
  readonly night: NightSettings;
  readonly charging: ChargingSettings;
  readonly clock: 'system' | 'emulator';
  readonly webhook?: { readonly url: string; readonly secrets: readonly string[] };
  /** Where spans go, OTLP over HTTP; without it nothing is traced. */
  readonly tracing?: { readonly endpoint: string };
  readonly warnings: readonly string[];
}

/** Where each process shows its metrics unless told otherwise (`product.md` §3). */
export const metricsPorts = { server: 8703, worker: 8704 } as const;

/** All missing or malformed settings at once (`product.md` §2). */
export const readSettings = (env: Environment, readFile: ReadFile): E.Either<readonly Problem[], Settings> => {
  const lookup = createLookup(withEnvFile(env, readFile), readFile);
  const database = readDatabase(lookup);
  const fieldKeys = lookup.required('FACEPAY_FIELD_KEYS').split(',');
  if (!fieldKeys.every((key) => /^[0-9A-Za-z_-]{1,32}:[0-9A-Za-z+/]{43}=$/u.test(key)))
    lookup.complain('FACEPAY_FIELD_KEYS', 'is keyId:base64 of 32 bytes, several separated by commas');
  const server = {
    port: readPort(lookup, 'FACEPAY_SERVER_PORT', 8700),
    host: lookup.optional('FACEPAY_SERVER_HOST') ?? '127.0.0.1',
  };
  const metrics = readMetrics(lookup);
  const accessTokens = readAccessTokens(lookup);
  const ackKey = readAckKey(lookup);
  const wechat = readWechatSettings(lookup);
  const clock = readClock(lookup, wechat?.baseUrl);
  const webhook = readWebhook(lookup);
  const denyAtOpenAdvances = readDenyAtOpenAdvances(lookup);
  const tracing = readTracing(lookup);
  const signUp = readSignUpSettings(lookup);
  const night = readNightSettings(lookup);
  const charging = readChargingSettings(lookup);
  const problems = lookup.problems();
  if (problems.length > 0 || ackKey === undefined || wechat === undefined) return E.left(problems);
  return E.right({
    database,
    fieldKeys,
    server,
    metrics,
    accessTokens,
    ackKey,
    wechat,
    signUp,
    night,
    charging,
    clock,
    ...(webhook === undefined ? {} : { webhook }),
    ...(denyAtOpenAdvances === undefined ? {} : { denyAtOpenAdvances }),
    ...(tracing === undefined ? {} : { tracing }),
    warnings: lookup.warnings(),
  });
};

const readPort = (lookup: Lookup, name: string, otherwise: number): number => {
  const text = lookup.optional(name) ?? String(otherwise);
  if (!/^\d{1,5}$/u.test(text) || Number(text) > 65_535) lookup.complain(name, 'is a port, 0 to 65535');
  return Number(text);
};

const readMetrics = (lookup: Lookup): Settings['metrics'] => {
  const host = lookup.optional('FACEPAY_METRICS_HOST') ?? '127.0.0.1';
  if (lookup.optional('FACEPAY_METRICS_PORT') === undefined) return { host };
  return { port: readPort(lookup, 'FACEPAY_METRICS_PORT', 0), host };
};

/** WeChat itself allows three (`k12-wire.md` §7). */
const readDenyAtOpenAdvances = (lookup: Lookup): number | undefined => {
  const text = lookup.optional('FACEPAY_DENY_AT_OPEN_ADVANCES') ?? 'never';
  if (text === 'never') return undefined;
  if (!/^[123]$/u.test(text)) lookup.complain('FACEPAY_DENY_AT_OPEN_ADVANCES', 'is never, 1, 2 or 3');
  return Number(text);
};

const readAckKey = (lookup: Lookup): KeyObject | undefined => {
  const pem = lookup.pem('FACEPAY_ACK_KEY');
  if (pem === undefined) {
    lookup.complain('FACEPAY_ACK_KEY', 'is missing: an Ed25519 private key in PEM');
    return undefined;
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // the rule below says it
  }
  lookup.complain('FACEPAY_ACK_KEY', 'is not an Ed25519 private key in PEM');
  return undefined;
};

const loopback = /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/u;
const readClock = (lookup: Lookup, baseUrl: string | undefined): Settings['clock'] => {
  const clock = lookup.optional('FACEPAY_CLOCK') ?? 'system';
  if (clock !== 'system' && clock !== 'emulator') lookup.complain('FACEPAY_CLOCK', 'is system or emulator');
  if (clock === 'emulator' && baseUrl !== undefined && !loopback.test(baseUrl))
    lookup.complain('FACEPAY_CLOCK', 'may be emulator only where WECHATPAY_BASE_URL is a loopback address');
  return clock === 'emulator' ? 'emulator' : 'system';
};

const readWebhook = (lookup: Lookup): Settings['webhook'] => {
  const url = lookup.optional('FACEPAY_WEBHOOK_URL');
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) lookup.complain('FACEPAY_WEBHOOK_URL', 'is not a URL');
  const secrets = lookup.required('FACEPAY_WEBHOOK_SECRETS').split(',');
  return { url, secrets };
};

const readTracing = (lookup: Lookup): Settings['tracing'] => {
  const endpoint = lookup.optional('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === undefined) return undefined;
  if (!/^https?:\/\//u.test(endpoint) || !URL.canParse(endpoint))
    lookup.complain('OTEL_EXPORTER_OTLP_ENDPOINT', 'is the http or https URL of an OpenTelemetry collector');
  return { endpoint };
};
