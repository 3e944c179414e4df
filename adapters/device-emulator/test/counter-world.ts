import {
  ackKeysDocument,
  decodeUploadEntry,
  keyPairFromSeed,
  signAcknowledgement,
  signEd25519Sync,
  UploadBody,
  verifyEd25519Sync,
  verifyTerminal,
  verifyVoucher,
  voucherHash,
} from '@facepay/device-protocol';
import type { DenyListDelta, TerminalRefusal, UploadResult } from '@facepay/device-protocol';
import { deriveMintingKey, issueAuthinfo, transportFromHandle, verifyAuthinfo } from '@facepay/wechat-protocol';
import type { Handle, HttpAnswer, HttpRequest, Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  createFaceWorld,
  createMemoryVoucherJournal,
  createPrng,
  createSyntheticProvider,
  createTerminal,
  defaultTerminalSettings,
} from '../src/index.ts';
import type { FaceFeature, Terminal, TerminalSettings, VoucherJournal } from '../src/index.ts';

export const emulatorSecret = new Uint8Array(32).fill(5);
const deviceKey = keyPairFromSeed(new Uint8Array(32).fill(6));
const ackKey = keyPairFromSeed(new Uint8Array(32).fill(7));
const forgingKey = keyPairFromSeed(new Uint8Array(32).fill(8));
const binding = { deviceId: 'd1', organizationId: 'O1', spMchid: '1900000001', subMchid: '1900000109' };

/** Server and WeChat as one terminal sees them: it really verifies, stores and acknowledges, in this process. */
export interface CounterWorld {
  /** True time, which the server's clock shows. */
  now: number;
  /** `portal`: every request is answered by the log-in page of somebody's network. */
  network: 'up' | 'down' | 'answers-lost' | 'portal';
  /** How acknowledgements are made: truly, with a key of somebody else's, or for another voucher. */
  acknowledging: 'truly' | 'forged' | 'misnamed' | 'never';
  faces: FaceFeature[];
  /** What the server answers to a request for the deny list, by its `since`. */
  denyList: (since: number | undefined) => DenyListDelta;
  /** What the device's wall clock shows; the world's time by default. */
  wallClock: () => number;
  /** Every request of the terminal. */
  readonly requests: HttpRequest[];
  /** What the server holds, by sequence, and how often each was uploaded. */
  readonly stored: Map<number, { readonly bytes: Uint8Array; uploads: number }>;
  readonly http: Transport;
}

export const createCounterWorld = (faces: readonly FaceFeature[]): CounterWorld => {
  const world: CounterWorld = {
    now: 1_790_000_000_000,
    network: 'up',
    acknowledging: 'truly',
    faces: [...faces],
    denyList: (since) => ({ version: since ?? 0, complete: since === undefined, more: false, changes: [] }),
    wallClock: () => world.now,
    requests: [],
    stored: new Map(),
    http: async (call) => {
      if (world.network === 'down') return { type: 'NotSent', reason: 'no network' };
      if (world.network === 'portal') return { type: 'Answered', answer: logInPage };
      const result = await inProcess(call);
      return world.network === 'answers-lost' ? { type: 'OutcomeUnknown', reason: 'answer lost' } : result;
    },
  };
  const inProcess = transportFromHandle(handleIn(world));
  return world;
};

/** A terminal of that world; give it the journal of an earlier life to restart it. */
export const createCounterTerminal = (
  world: CounterWorld,
  journal: VoucherJournal = createMemoryVoucherJournal(),
  settings: Partial<TerminalSettings> = {},
): Terminal => {
  const switchedOnAt = world.now;
  const prng = createPrng(`random bytes ${world.now} ${world.requests.length}`);
  return createTerminal(
    {
      http: world.http,
      now: () => world.wallClock(),
      monotonicNow: () => world.now - switchedOnAt,
      randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(prng.next() * 256)),
      sleep: (ms) => {
        world.now += ms;
        return Promise.resolve();
      },
      deviceKey,
      journal,
      provider: createSyntheticProvider(createFaceWorld()),
      verify: verifyEd25519Sync,
    },
    {
      ...defaultTerminalSettings,
      ...binding,
      serverOrigin: 'https://server.test',
      wechatOrigin: 'https://wechat.test',
      ...settings,
    },
  );
};

export const pupil = (faceSeed: number, more: Partial<FaceFeature> = {}): FaceFeature => ({
  userId: `FU${faceSeed}`,
  outUserId: `pupil-${faceSeed}`,
  name: `学生${faceSeed}`,
  classOrPost: '三年二班',
  status: 'NORMAL',
  faceSeed,
  phoneTail: String(1000 + (faceSeed % 9000)),
  payerOpenid: `openid-${faceSeed}`,
  ...more,
});

const handleIn =
  (world: CounterWorld): Handle =>
  async (request) => {
    world.requests.push(request);
    if (request.target === '/_emulator/clock') return json({ now: world.now });
    if (request.target === '/_emulator/faces?organizationId=O1') return answerFaces(world, request);
    const terminal = await verifyTerminal({
      keyOf: (deviceId) => TE.right(deviceId === 'd1' ? deviceKey.publicKey : undefined),
      verify: verifyEd25519Sync,
      nowSeconds: Math.floor(world.now / 1000),
    })(request)();
    if (E.isLeft(terminal)) return refusal(terminal.left);
    const [path, query] = request.target.split('?');
    switch (`${request.method} ${path}`) {
      case 'POST /v1/devices/d1/authinfo':
        return json({
          authinfo: issueAuthinfo(emulatorSecret, binding, deriveMintingKey(emulatorSecret, 'KEY01'), world.now),
          expiresIn: 3600,
        });
      case 'GET /v1/devices/ack-keys':
        return json(ackKeysDocument(new Map([['ack-1', ackKey.publicKey]])));
      case 'POST /v1/devices/d1/vouchers':
        return answerUpload(world, request);
      case 'POST /v1/devices/d1/heartbeat':
        return json({ serverTime: beijing(world.now) });
      case 'GET /v1/devices/d1/deny-list':
        return json(world.denyList(query === undefined ? undefined : Number(query.replace('since=', ''))));
      default:
        return json({}, 404);
    }
  };

const answerFaces = (world: CounterWorld, request: HttpRequest): HttpAnswer => {
  const bearer = (request.headers['authorization']?.[0] ?? '').replace('Bearer ', '');
  const authinfo = verifyAuthinfo(emulatorSecret, bearer, world.now);
  return E.isLeft(authinfo) ? json(authinfo.left, 401) : json({ faces: world.faces, version: 1 });
};

const answerUpload = async (world: CounterWorld, request: HttpRequest): Promise<HttpAnswer> => {
  const body = UploadBody.decode(JSON.parse(Buffer.from(request.body).toString('utf8')));
  if (E.isLeft(body)) return json({}, 400);
  const results: UploadResult[] = [];
  for (const [index, entry] of body.right.vouchers.entries()) {
    const signed = decodeUploadEntry(entry);
    if (E.isLeft(signed) || !(await verifyVoucher(signed.right, deviceKey.publicKey, verifyEd25519Sync))) {
      results.push({ index, status: 'unreadable' });
      continue;
    }
    const { sequence, keyEpoch, deviceId } = signed.right.voucher;
    const before = world.stored.get(sequence);
    world.stored.set(sequence, { bytes: signed.right.bytes, uploads: (before?.uploads ?? 0) + 1 });
    const named = world.acknowledging === 'misnamed' ? new Uint8Array(32) : voucherHash(signed.right);
    const key = world.acknowledging === 'forged' ? forgingKey : ackKey;
    const acknowledgement = await signAcknowledgement(
      { ackKeyId: 'ack-1', deviceId, keyEpoch, sequence, voucherHash: named },
      key.privateKey,
      signEd25519Sync,
    );
    const status = before === undefined ? 'accepted' : 'duplicate';
    results.push({ index, status, ...(world.acknowledging === 'never' ? {} : { acknowledgement }) });
  }
  return json({ results });
};

/** As the server writes it: whole seconds in a refusal, milliseconds in a heartbeat's answer. */
const refusal = (because: TerminalRefusal): HttpAnswer =>
  because.type === 'OutsideWindow'
    ? json({ status: 401, code: 'device-clock-wrong', serverTime: beijing(because.nowSeconds * 1000) }, 401)
    : json({ status: 401, code: because.type }, 401);

const beijing = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().replace('Z', '+08:00');

const logInPage = { status: 200, headers: {}, body: Buffer.from('<html>', 'utf8') };

const json = (value: unknown, status = 200): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value), 'utf8'),
});
