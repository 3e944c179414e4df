import {
  type ChainHead,
  chainHeadOf,
  emptyChain,
  encodePublicKey,
  encodeUploadEntry,
  readAckKeys,
  signTerminalRequest,
  type SignedVoucher,
  signVoucher,
  UploadAnswer,
  uploadEntriesMax,
  verifyAcknowledgement,
  verifyEd25519Pool,
  voucherHash,
} from '@facepay/device-protocol';
import type { Handle } from '@facepay/server';
import * as E from 'fp-ts/lib/Either.js';
import { randomBytes } from 'node:crypto';
import { readAs } from '../../support/read-as.ts';
import type { Json } from './wechat-side.ts';
import { deviceKeyOf } from './month-keys.ts';

/** What a terminal prints on the voucher of one meal. */
interface Plate {
  readonly outUserId: string;
  readonly userId: string;
  readonly credential: string;
  readonly amountFen: number;
  readonly soldAt: number;
}
/** A counter without a camera: it keeps signed vouchers in its chain, and lets go of one only on a valid acknowledgement (INV-2). */
export interface Till {
  readonly deviceId: string;
  readonly publicKey: string;
  /** The voucher's id at our server. */
  readonly sell: (plate: Plate) => string;
  /** Hands over everything kept, as many in one upload as are allowed. */
  readonly upload: () => Promise<void>;
}
export interface TillParts {
  readonly handle: Handle;
  readonly now: () => number;
  readonly school: { readonly organizationId: string; readonly subMchid: string };
}

export const createTill = (counter: number, { handle, now, school }: TillParts): Till => {
  const deviceId = `counter-${counter + 1}`;
  const key = deviceKeyOf(counter);
  const waiting = new Map<number, SignedVoucher>();
  let head: ChainHead = emptyChain;

  const call = async (method: string, target: string, body?: object): Promise<Json> => {
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const signing = {
      deviceKey: key.privateKey,
      keyid: deviceId,
      nowSeconds: Math.floor(now() / 1000),
      nonce: randomBytes(12).toString('base64url'),
    };
    const headers = {
      'content-type': 'application/json',
      ...signTerminalRequest({ method, target, body: bytes }, signing),
    };
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    const answer = await handle({ method, target, headers: lists, body: bytes });
    const text = Buffer.from(answer.body).toString('utf8');
    if (answer.status !== 200) throw new Error(`${deviceId}: ${method} ${target}: ${answer.status} ${text}`);
    return JSON.parse(text) as Json;
  };
  const letGo = async (acknowledgements: readonly string[]): Promise<void> => {
    const keys = readAckKeys(await call('GET', '/v1/devices/ack-keys'));
    if (E.isLeft(keys)) throw new Error(`no ack keys: ${keys.left.reason}`);
    const read = acknowledgements.map((text) =>
      verifyAcknowledgement(text, (id) => keys.right.get(id), verifyEd25519Pool),
    );
    for (const believed of await Promise.all(read)) {
      if (E.isLeft(believed)) throw new Error(`acknowledgement refused: ${believed.left.type}`);
      const voucher = waiting.get(believed.right.sequence);
      if (voucher !== undefined && Buffer.compare(voucherHash(voucher), believed.right.voucherHash) === 0)
        waiting.delete(believed.right.sequence);
    }
  };
  return {
    deviceId,
    publicKey: encodePublicKey(key.publicKey),
    sell: ({ amountFen, soldAt, ...plate }) => {
      const sequence = head.sequence + 1;
      const signed = signVoucher(
        {
          ...plate,
          ...school,
          deviceId,
          keyEpoch: 1,
          sequence,
          previousHash: head.hash,
          amountFen: String(amountFen),
          saleAtMs: String(soldAt),
          clockUncertaintyMs: '1000',
          recogMode: '0',
          description: '学生餐',
        },
        key.privateKey,
      );
      head = chainHeadOf(signed);
      waiting.set(sequence, signed);
      return `${deviceId}/1/${sequence}`;
    },
    upload: async () => {
      while (waiting.size > 0) {
        const batch = [...waiting.values()].slice(0, uploadEntriesMax);
        const vouchers = batch.map(encodeUploadEntry);
        const { results } = readAs(UploadAnswer, await call('POST', `/v1/devices/${deviceId}/vouchers`, { vouchers }));
        const before = waiting.size;
        await letGo(results.flatMap(({ acknowledgement }) => acknowledgement ?? []));
        if (waiting.size === before) throw new Error(`${deviceId}: nothing of an upload was acknowledged`);
      }
    },
  };
};
