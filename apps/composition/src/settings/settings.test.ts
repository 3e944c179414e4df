import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import type { Environment } from './environment.ts';
import { metricsPorts, readSettings } from './settings.ts';

const rsa = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const privateKey = rsa(2048);
const ackKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const complete: Environment = {
  FACEPAY_ADMIN_TOKEN: 'a-token-of-at-least-24-characters',
  FACEPAY_FIELD_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  FACEPAY_ACK_KEY: ackKey,
  WECHATPAY_MCHID: '1900000001',
  WECHATPAY_APPID: 'wx0000000000000001',
  WECHATPAY_MCH_SERIAL_NO: '5F1C72E2A8931B72A2E13AF8DEE92471EB397115',
  WECHATPAY_PRIVATE_KEY: privateKey,
  WECHATPAY_API_V3_KEY: '0123456789abcdefghijklmnopqrstuv',
};
const noFile = (path: string): never => {
  throw new Error(`not there: ${path}`);
};
const read = (env: Environment, readFile = noFile as (path: string) => string) => readSettings(env, readFile);
const problemsOf = (env: Environment): readonly string[] => {
  const settings = read(env);
  return E.isLeft(settings) ? settings.left.map(({ name }) => name) : [];
};

describe('settings', () => {
  test('a complete environment starts with the documented defaults', () => {
    const settings = read(complete);
    if (E.isLeft(settings)) throw new Error(JSON.stringify(settings.left));
    expect(settings.right).toMatchObject({
      database: { type: 'sqlite', file: './data/facepay.db' },
      server: { port: 8700, host: '127.0.0.1' },
      metrics: { host: '127.0.0.1' },
      clock: 'system',
      wechat: { baseUrl: 'https://api.mch.weixin.qq.com', backupUrl: 'https://api2.mch.weixin.qq.com' },
    });
  });

  test.each(['postgres', 'postgresql'])('%s:// selects PostgreSQL', (scheme) => {
    const url = `${scheme}://facepay:secret@db.example:5432/facepay?sslmode=verify-full`;
    const settings = read({ ...complete, FACEPAY_DATABASE_URL: url });
    expect(settings).toMatchObject({ right: { database: { type: 'postgres', url } } });
  });

  test('INV-95 an empty environment names every missing setting at once', () => {
    expect(problemsOf({})).toEqual(expect.arrayContaining(Object.keys(complete)));
  });

  test.each([
    ['FACEPAY_FIELD_KEYS', 'k1:c2hvcnQ='],
    ['FACEPAY_ADMIN_TOKEN', 'short'],
    ['FACEPAY_ACK_KEY', privateKey],
    ['FACEPAY_DATABASE_URL', 'mysql://somewhere'],
    ['FACEPAY_DATABASE_URL', 'postgres://facepay:secret@somewhere'],
    ['FACEPAY_SERVER_PORT', '70000'],
    ['FACEPAY_METRICS_PORT', 'everywhere'],
    ['FACEPAY_CLOCK', 'sundial'],
    ['FACEPAY_WEBHOOK_URL', 'not a url'],
    ['FACEPAY_QUIET_HOURS', '21-7'],
    ['FACEPAY_SWEEP_WINDOW', '24:30-25:00'],
    ['FACEPAY_SWEEP_WINDOW', '05:00-02:30'],
    ['FACEPAY_ATTENTION_MINUTES', 'seldom'],
    ['FACEPAY_ACCESS_TOKENS', 'root=everything-is-allowed-to-me'],
    ['WECHATPAY_API_V3_KEY', 'sixteen-bytes-16'],
    ['WECHATPAY_PRIVATE_KEY', 'no pem'],
    ['WECHATPAY_MCH_SERIAL_NO', 'xyz'],
  ])('BAD-89 %s malformed is named, its value is not printed', (name, value) => {
    const settings = read({ ...complete, [name]: value });
    expect(problemsOf({ ...complete, [name]: value })).toContain(name);
    expect(JSON.stringify(settings)).not.toContain(value);
  });

  test('BAD-89 an RSA key of 1,024 bits does not start', () => {
    expect(problemsOf({ ...complete, WECHATPAY_PRIVATE_KEY: rsa(1024) })).toEqual(['WECHATPAY_PRIVATE_KEY']);
  });

  test('INV-42 how many open advances deny: never unless told, and then no more than WeChat allows', () => {
    const told = (value: string) => read({ ...complete, FACEPAY_DENY_AT_OPEN_ADVANCES: value });
    expect(read(complete)).not.toHaveProperty('right.denyAtOpenAdvances');
    expect(told('never')).not.toHaveProperty('right.denyAtOpenAdvances');
    expect(told('3')).toHaveProperty('right.denyAtOpenAdvances', 3);
    for (const value of ['0', '4', '1.5', '-1', 'three']) expect(E.isLeft(told(value))).toBe(true);
  });

  test('FAQ 1.11 INV-90 INV-44 consent is asked for below 14, and who owes repays before leaving, unless told otherwise', () => {
    expect(readWith({})).toHaveProperty('right.signUp', { consentBelowAge: 14, terminateWhileOwing: 'refuse' });
    const told = { FACEPAY_CONSENT_BELOW_AGE: '0', FACEPAY_TERMINATE_WHILE_OWING: 'allow' };
    expect(readWith(told)).toHaveProperty('right.signUp', { consentBelowAge: 0, terminateWhileOwing: 'allow' });
    for (const value of ['19', '-1', 'x']) expect(E.isLeft(readWith({ FACEPAY_CONSENT_BELOW_AGE: value }))).toBe(true);
    expect(E.isLeft(readWith({ FACEPAY_TERMINATE_WHILE_OWING: 'yes' }))).toBe(true);
  });

  test('FAQ Q1, FAQ Q2 the sweep and the quiet hours: defaults, other hours, never', () => {
    expect(read(complete)).toMatchObject({
      right: {
        night: {
          sweepWindow: { from: 150, to: 300 },
          attentionEveryMs: 3_600_000,
          quietHours: { from: 1260, to: 420 },
        },
      },
    });
    const other = {
      FACEPAY_SWEEP_WINDOW: '01:00-02:15',
      FACEPAY_ATTENTION_MINUTES: '10',
      FACEPAY_QUIET_HOURS: 'never',
    };
    expect(read({ ...complete, ...other })).toMatchObject({
      right: {
        night: { sweepWindow: { from: 60, to: 135 }, attentionEveryMs: 600_000, quietHours: { from: 0, to: 0 } },
      },
    });
  });

  test('INV-24 INV-33 FAQ 5.7 the limits of the provider, never above the platform’s, and the time of a first charge', () => {
    expect(read(complete)).toMatchObject({ right: { charging: { firstWithinMs: 7_200_000, perSecondMax: 200 } } });
    const own = { FACEPAY_LIMIT_SINGLE_FEN: '10000', FACEPAY_LIMIT_DAY_FEN: '300', FACEPAY_FIRST_CHARGE_MINUTES: '0' };
    const merchantLimits = { single: 10_000, day: 300 };
    expect(read({ ...complete, ...own })).toMatchObject({ right: { charging: { firstWithinMs: 0, merchantLimits } } });
    for (const value of ['10001', '0', '-1', '1.5', 'x'])
      expect(problemsOf({ ...complete, FACEPAY_LIMIT_SINGLE_FEN: value })).toEqual(['FACEPAY_LIMIT_SINGLE_FEN']);
    expect(problemsOf({ ...complete, FACEPAY_LIMIT_DAY_FEN: '50001' })).toEqual(['FACEPAY_LIMIT_DAY_FEN']);
    expect(problemsOf({ ...complete, FACEPAY_DEDUCTIONS_PER_SECOND: '0' })).toEqual(['FACEPAY_DEDUCTIONS_PER_SECOND']);
    expect(problemsOf({ ...complete, FACEPAY_FIRST_CHARGE_MINUTES: '1441' })).toEqual(['FACEPAY_FIRST_CHARGE_MINUTES']);
  });

  test('Pay Score: absent without a service id, then whole, in both modes', () => {
    expect(read(complete)).not.toHaveProperty('right.wechat.payscore');
    const service = { WECHATPAY_PAYSCORE_SERVICE_ID: '500001', WECHATPAY_PAYSCORE_RISK_CAP_FEN: '20000' };
    expect(readWith(service)).toHaveProperty('right.wechat.payscore', {
      serviceId: '500001',
      riskCap: 20_000,
      party: { mode: 'direct' },
      assessment: 'deposit',
    });
    const partner = { WECHATPAY_PAYSCORE_MODE: 'partner', WECHATPAY_PAYSCORE_SUB_MCHID: '1900000109' };
    const told = {
      ...partner,
      WECHATPAY_PAYSCORE_ASSESSMENT: 'refuse',
      FACEPAY_PUBLIC_URL: 'https://pay.example.com/',
    };
    expect(readWith({ ...service, ...told })).toHaveProperty('right.wechat.payscore', {
      serviceId: '500001',
      riskCap: 20_000,
      party: { mode: 'partner', subMchid: '1900000109' },
      assessment: 'refuse',
      notifyUrl: 'https://pay.example.com/notify/wechat/1900000001',
    });
    const wrong = (name: string, value: string) => problemsOf({ ...complete, ...service, ...partner, [name]: value });
    for (const value of ['0', '-1', '1.5', 'x', ''])
      expect(wrong('WECHATPAY_PAYSCORE_RISK_CAP_FEN', value)).toEqual(['WECHATPAY_PAYSCORE_RISK_CAP_FEN']);
    expect(wrong('WECHATPAY_PAYSCORE_SUB_MCHID', '')).toEqual(['WECHATPAY_PAYSCORE_SUB_MCHID']);
    expect(wrong('WECHATPAY_PAYSCORE_MODE', 'both')).toEqual(['WECHATPAY_PAYSCORE_MODE']);
    expect(wrong('WECHATPAY_PAYSCORE_SERVICE_ID', '500 001')).toEqual(['WECHATPAY_PAYSCORE_SERVICE_ID']);
    for (const value of ['http://pay.example.com', 'https://127.0.0.1', 'https://localhost', 'https://a.b/?x=1'])
      expect(wrong('FACEPAY_PUBLIC_URL', value)).toEqual(['FACEPAY_PUBLIC_URL']);
  });

  test('INV-58 online face: HMAC-SHA256, and MD5 only with a warning', () => {
    const face = { baseUrl: 'https://payapp.weixin.qq.com', signType: 'HMAC-SHA256' };
    expect(read(complete)).toHaveProperty('right.wechat.face', face);
    const md5 = readWith({ WECHATPAY_FACE_SIGN_TYPE: 'MD5', WECHATPAY_API_V2_KEY: 'k'.repeat(32) });
    expect(md5).toMatchObject({ right: { wechat: { face: { signType: 'MD5', apiV2Key: 'k'.repeat(32) } } } });
    expect(md5).toMatchObject({ right: { warnings: [expect.stringContaining('forged')] } });
    const partner = readWith({
      WECHATPAY_PAYSCORE_SERVICE_ID: '500001',
      WECHATPAY_PAYSCORE_RISK_CAP_FEN: '50000',
      WECHATPAY_PAYSCORE_MODE: 'partner',
      WECHATPAY_PAYSCORE_SUB_MCHID: '1900000110',
      WECHATPAY_API_V2_KEY: 'k'.repeat(32),
    });
    expect(partner).toMatchObject({ right: { warnings: [expect.stringContaining('271295500')] } });
    expect(problemsOf({ ...complete, WECHATPAY_API_V2_KEY: 'short' })).toEqual(['WECHATPAY_API_V2_KEY']);
    expect(problemsOf({ ...complete, WECHATPAY_FACE_SIGN_TYPE: 'SHA1' })).toEqual(['WECHATPAY_FACE_SIGN_TYPE']);
  });

  test('INV-48 the emulator clock is refused away from loopback', () => {
    expect(problemsOf({ ...complete, FACEPAY_CLOCK: 'emulator' })).toEqual(['FACEPAY_CLOCK']);
    const near = { ...complete, FACEPAY_CLOCK: 'emulator', WECHATPAY_BASE_URL: 'http://127.0.0.1:8701' };
    expect(problemsOf(near)).toEqual([]);
    const disguised = { ...near, WECHATPAY_BASE_URL: 'http://127.0.0.1.example.com' };
    expect(problemsOf(disguised)).toEqual(['FACEPAY_CLOCK']);
  });

  test('a secret may be in a file, a PEM inline with escapes or by path, and old spellings warn', () => {
    const { WECHATPAY_PRIVATE_KEY: _, FACEPAY_ADMIN_TOKEN: __, WECHATPAY_MCHID: ___, ...rest } = complete;
    const files: Readonly<Record<string, string>> = {
      '/key': privateKey,
      '/token': 'a-token-from-a-file-of-24-chars\n',
    };
    const settings = read(
      {
        ...rest,
        WECHATPAY_PRIVATE_KEY_PATH: '/key',
        FACEPAY_ADMIN_TOKEN_FILE: '/token',
        WECHAT_PAY_MCHID: '1900000001',
        FACEPAY_ACK_KEY: ackKey.replaceAll('\n', '\\n'),
      },
      (path) => files[path] ?? noFile(path),
    );
    if (E.isLeft(settings)) throw new Error(JSON.stringify(settings.left));
    expect(settings.right.accessTokens[0]?.token).toBe('a-token-from-a-file-of-24-chars');
    expect(settings.right.warnings).toEqual(['WECHAT_PAY_MCHID is an old spelling of WECHATPAY_MCHID']);
  });

  test('FACEPAY_ENV_FILE adds what the environment does not set', () => {
    const text = Object.entries({ ...complete, WECHATPAY_MCHID: '1900000002', FACEPAY_SERVER_PORT: '"8800"' })
      .map(([name, value]) => `${name}=${(value ?? '').replaceAll('\n', '\\n')}`)
      .join('\n');
    const settings = read({ FACEPAY_ENV_FILE: '/env', WECHATPAY_MCHID: '1900000009' }, () => text);
    if (E.isLeft(settings)) throw new Error(JSON.stringify(settings.left));
    expect(settings.right.wechat.mchid).toBe('1900000009');
    expect(settings.right.server.port).toBe(8800);
  });

  test('the metrics port is the process’s own unless set, to 0 for any free one', () => {
    const settings = read({ ...complete, FACEPAY_METRICS_PORT: '0', FACEPAY_METRICS_HOST: '::1' });
    if (E.isLeft(settings)) throw new Error(JSON.stringify(settings.left));
    expect(settings.right.metrics).toEqual({ port: 0, host: '::1' });
    expect(metricsPorts).toEqual({ server: 8703, worker: 8704 });
  });

  test('further tokens carry a role and may be bound to one organization', () => {
    const others = 'operator@O00A1B2Z0123456789=token-of-an-operator-1234,auditor=token-of-an-auditor-123456';
    const settings = read({ ...complete, FACEPAY_ACCESS_TOKENS: others });
    if (E.isLeft(settings)) throw new Error(JSON.stringify(settings.left));
    expect(settings.right.accessTokens.map(({ role, organization }) => [role, organization])).toEqual([
      ['admin', undefined],
      ['operator', 'O00A1B2Z0123456789'],
      ['auditor', undefined],
    ]);
  });
});

const readWith = (more: Readonly<Record<string, string>>) => read({ ...complete, ...more });
