import { decodeAcknowledgement } from '@facepay/device-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { verify } from 'node:crypto';
import type { Simulation } from '../engine/simulation.ts';
import { ackKey, serverOrigin } from '../world/keys.ts';

/** INV-2: a terminal lets go of a voucher only after it was handed a signed word that names it. */
export interface AcknowledgedOracle {
  readonly transport: (inner: Transport) => Transport;
  readonly removed: (sequence: number, hash: Uint8Array) => void;
}

const signatureBytes = 64;

export const createAcknowledgedOracle = (
  { violate, count }: Simulation,
  box: string,
  deviceId: string,
): AcknowledgedOracle => {
  const told = new Set<string>();
  const note = (text: string): void => {
    const bytes = Buffer.from(text, 'base64');
    const [body, signature] = [bytes.subarray(0, -signatureBytes), bytes.subarray(-signatureBytes)];
    const read = decodeAcknowledgement(body);
    if (E.isLeft(read) || read.right.deviceId !== deviceId || !verify(null, body, ackKey.publicKey, signature)) return;
    told.add(nameOf(read.right.sequence, read.right.voucherHash));
  };
  return {
    transport: (inner) => async (call) => {
      const result = await inner(call);
      if (result.type !== 'Answered' || call.origin !== serverOrigin || !call.target.endsWith('/vouchers'))
        return result;
      for (const [, text = ''] of Buffer.from(result.answer.body).toString('latin1').matchAll(acknowledgements))
        note(text);
      return result;
    },
    removed: (sequence, hash) => {
      count('voucher let go');
      if (!told.has(nameOf(sequence, hash)))
        violate('INV-2', `${box} lets go of voucher ${sequence}, which nobody acknowledged`);
    },
  };
};

/** Also in an answer that is cut or damaged elsewhere. */
const acknowledgements = /"acknowledgement":"([A-Za-z0-9+/=]+)"/gu;
const nameOf = (sequence: number, hash: Uint8Array): string => `${sequence} ${Buffer.from(hash).toString('hex')}`;
