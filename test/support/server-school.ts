import {
  emptyChain,
  encodePublicKey,
  encodeUploadEntry,
  keyPairFromSeed,
  type SignedVoucher,
  signTerminalRequest,
  signVoucher,
  type Voucher,
  voucherHash,
} from '@facepay/device-protocol';
import { Fen, OutUserId, type UserId } from '@facepay/domain';
import { bytesOf, callServer, type ServerAnswer } from './server-call.ts';
import { must, type ServerWorld, tokens } from './server-world.ts';

const admin = { token: tokens.admin };

/** The school, adopted by us. */
export const adoptTheSchool = async (world: ServerWorld): Promise<void> => {
  const { organization, subMchid } = world.school;
  const body = { organizationId: organization, subMchid, scene: 'canteen' };
  must200(await callServer(world, 'POST', '/v1/organizations', { ...admin, body }));
};

export interface ServerPupil {
  readonly outUserId: OutUserId;
  readonly userId: UserId;
  readonly path: string;
}
export const rosterEntry = {
  name: '王小明',
  phone: '13800138000',
  userType: 'student',
  classOrPost: '三年二班',
  guardianConsent: { guardian: '王家长', textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' },
};

/** A pupil on the roster who has a face and a contract at WeChat, and whom we have read. */
export const signUp = async (world: ServerWorld, name: string): Promise<ServerPupil> => {
  const { school } = world;
  const outUserId = must(OutUserId.of(name));
  const path = `/v1/organizations/${school.organization}/members/${outUserId}`;
  must200(await callServer(world, 'PUT', path, { ...admin, body: rosterEntry }));
  const token = async (): Promise<string> =>
    String(must200(await callServer(world, 'POST', `${path}/token`, admin)).json['token']);
  const userId = await school.enrol(await token(), outUserId);
  await school.sign(await token(), outUserId);
  must200(await callServer(world, 'POST', `${path}/sync`, admin));
  return { outUserId, userId, path };
};

/** A counter that signs what it is told to, legal or not. */
export interface ServerTerminal {
  readonly deviceId: string;
  readonly publicKey: string;
  readonly enrol: () => Promise<void>;
  /** The next voucher of its chain unless `change` says otherwise. */
  readonly mint: (pupil: ServerPupil, amountFen: number, change?: Partial<Voucher>) => Promise<SignedVoucher>;
  readonly signed: (
    method: string,
    target: string,
    body?: unknown,
    change?: { readonly atMs?: number; readonly keyid?: string; readonly nonce?: string },
  ) => Promise<ServerAnswer>;
  /** The three headers alone, to be sent with something else. */
  readonly signature: (method: string, target: string, body: unknown) => Readonly<Record<string, string>>;
  readonly upload: (entries: readonly unknown[]) => Promise<ServerAnswer>;
  /** A heartbeat: its faces are of now, unless told. */
  readonly report: (change?: { readonly libraryAgeMs?: number; readonly denyListVersion?: number }) => Promise<void>;
}

export const createTerminal = (world: ServerWorld, deviceId: string, seed: number): ServerTerminal => {
  const { school } = world;
  const key = keyPairFromSeed(new Uint8Array(32).fill(seed));
  const publicKey = encodePublicKey(key.publicKey);
  let sequence = 0;
  let nonces = 0;
  let previousHash: Uint8Array = emptyChain.hash;
  const sign = (
    method: string,
    target: string,
    body: Uint8Array,
    change: { readonly atMs?: number; readonly keyid?: string; readonly nonce?: string },
  ) => {
    nonces += 1;
    return signTerminalRequest(
      { method, target, body },
      {
        deviceKey: key.privateKey,
        keyid: change.keyid ?? deviceId,
        nowSeconds: Math.floor((change.atMs ?? school.now()) / 1000),
        nonce: change.nonce ?? `${deviceId}-${nonces}`,
      },
    );
  };
  const signed: ServerTerminal['signed'] = (method, target, body, change = {}) => {
    const bytes = bytesOf(body);
    return callServer(world, method, target, { body: bytes, headers: sign(method, target, bytes, change) });
  };
  return {
    deviceId,
    publicKey,
    signed,
    signature: (method, target, body) => sign(method, target, bytesOf(body), {}),
    enrol: async () => {
      const body = { deviceId, organizationId: school.organization, name: '食堂一号', publicKey };
      must200(await callServer(world, 'POST', '/v1/devices', { ...admin, body }));
    },
    mint: async (pupil, amountFen, change = {}) => {
      const legal = must(Fen.of(Math.min(10_000, Math.max(1, amountFen))));
      const voucher = signVoucher(
        {
          deviceId,
          keyEpoch: 1,
          sequence: sequence + 1,
          previousHash,
          organizationId: school.organization,
          subMchid: school.subMchid,
          outUserId: pupil.outUserId,
          userId: pupil.userId,
          amountFen: String(amountFen),
          saleAtMs: String(school.now()),
          clockUncertaintyMs: '50',
          recogMode: '0',
          description: '午餐',
          credential: change.credential ?? (await school.credential(pupil.userId, legal)),
          ...change,
        },
        key.privateKey,
      );
      if (change.sequence === undefined) {
        sequence += 1;
        previousHash = voucherHash(voucher);
      }
      return voucher;
    },
    upload: (entries) => signed('POST', `/v1/devices/${deviceId}/vouchers`, { vouchers: entries }),
    report: async (change = {}) => {
      const said = { clockMs: school.now(), sdkVersion: '2.32.300', libraryAgeMs: 0, backlog: 0, ...change };
      must200(await signed('POST', `/v1/devices/${deviceId}/heartbeat`, said));
    },
  };
};

export const entryOf = (voucher: SignedVoucher): string => encodeUploadEntry(voucher);

export const must200 = (answer: ServerAnswer): ServerAnswer => {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new Error(`answered ${answer.status}: ${answer.text}`);
};
