import {
  type ChainHead,
  chainHeadOf,
  emptyChain,
  encodePublicKey,
  encodeUploadEntry,
  keyPairFromSeed,
  readAckKeys,
  signTerminalRequest,
  type SignedVoucher,
  signVoucher,
  UploadAnswer,
  verifyAcknowledgement,
  verifyEd25519Pool,
  voucherHash,
} from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { randomBytes } from 'node:crypto';
import { type CallSucceeding, callerOf, succeeding } from './call-json.ts';
import { readAs } from './read-as.ts';
import type { Pupil } from './sign-up.ts';

export interface Meal {
  readonly pupil: Pupil;
  readonly amountFen: number;
}
export interface MintingDeviceOptions {
  readonly deviceId: string;
  readonly organizationId: string;
  readonly subMchid: string;
  readonly control: CallSucceeding;
  /** Epoch milliseconds on the clock our server follows. */
  readonly now: () => number;
}

/** A counter without a camera: it mints vouchers, and lets go of one only on a valid acknowledgement (INV-2). */
export interface MintingDevice {
  readonly deviceId: string;
  readonly publicKey: string;
  /** The next voucher of its chain. */
  readonly mint: (meal: Meal) => Promise<SignedVoucher>;
  /** Everything minted and not yet acknowledged, in chain order. */
  readonly pending: () => readonly SignedVoucher[];
  readonly minted: () => readonly SignedVoucher[];
  /** Sends these entries; returns the answer per entry. Rejects where no 200 came back. */
  readonly upload: (serverUrl: string, vouchers: readonly SignedVoucher[]) => Promise<UploadAnswer['results']>;
}
const Credential = t.type({ credential: t.string }, 'Credential');
const Results = t.type({ results: UploadAnswer.props.results }, 'UploadAnswer');

export const createMintingDevice = (options: MintingDeviceOptions): MintingDevice => {
  const { deviceId, organizationId, subMchid, control, now } = options;
  const key = keyPairFromSeed(randomBytes(32));
  const minted: SignedVoucher[] = [];
  const waiting = new Map<number, SignedVoucher>();
  let head: ChainHead = emptyChain;

  const call = (serverUrl: string, method: string, target: string, body?: unknown) => {
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const signature = signTerminalRequest(
      { method, target, body: bytes },
      {
        deviceKey: key.privateKey,
        keyid: deviceId,
        nowSeconds: Math.floor(now() / 1e3),
        nonce: randomBytes(12).toString('base64url'),
      },
    );
    return succeeding(callerOf(serverUrl, signature))(method, target, body);
  };
  const letGo = async (serverUrl: string, acknowledgements: readonly string[]): Promise<void> => {
    const keys = readAckKeys(await call(serverUrl, 'GET', '/v1/devices/ack-keys'));
    if (E.isLeft(keys)) throw new Error(`no ack keys: ${keys.left.reason}`);
    for (const text of acknowledgements) {
      const believed = await verifyAcknowledgement(text, (id) => keys.right.get(id), verifyEd25519Pool);
      if (E.isLeft(believed)) throw new Error(`acknowledgement refused: ${believed.left.type}`);
      const voucher = waiting.get(believed.right.sequence);
      if (voucher !== undefined && Buffer.compare(voucherHash(voucher), believed.right.voucherHash) === 0)
        waiting.delete(believed.right.sequence);
    }
  };
  return {
    deviceId,
    publicKey: encodePublicKey(key.publicKey),
    mint: async ({ pupil, amountFen }) => {
      const { userId, outUserId } = pupil;
      const order = { organizationId, userId, subMchid, amountFen, deviceId };
      const { credential } = readAs(Credential, await control('POST', '/_emulator/credentials', order));
      const signed = signVoucher(
        {
          deviceId,
          keyEpoch: 1,
          sequence: head.sequence + 1,
          previousHash: head.hash,
          organizationId,
          subMchid,
          outUserId,
          userId,
          credential,
          description: '午餐',
          amountFen: String(amountFen),
          saleAtMs: String(now()),
          clockUncertaintyMs: '1000',
          recogMode: '0',
        },
        key.privateKey,
      );
      head = chainHeadOf(signed);
      minted.push(signed);
      waiting.set(signed.voucher.sequence, signed);
      return signed;
    },
    pending: () => [...waiting.values()],
    minted: () => minted,
    upload: async (serverUrl, vouchers) => {
      const target = `/v1/devices/${deviceId}/vouchers`;
      const answer = await call(serverUrl, 'POST', target, { vouchers: vouchers.map(encodeUploadEntry) });
      const { results } = readAs(Results, answer);
      await letGo(
        serverUrl,
        results.flatMap(({ acknowledgement }) => acknowledgement ?? []),
      );
      return results;
    },
  };
};

/** Enrols the device at our server. */
export const enrolDevice = async (
  api: CallSucceeding,
  { deviceId, publicKey }: MintingDevice,
  organizationId: string,
): Promise<void> => {
  await api('POST', '/v1/devices', { deviceId, organizationId, name: `食堂 ${deviceId}`, publicKey });
};
