import {
  emptyChain,
  encodeUploadEntry,
  type SignedVoucher,
  signTerminalRequest,
  signVoucher,
  type Voucher,
  voucherHash,
} from '@facepay/device-protocol';
import type { Simulation } from '../engine/simulation.ts';
import type { Expected, VoucherWitness } from '../oracles/voucher-witness.ts';
import { deviceKeyOf } from '../world/keys.ts';
import type { School } from '../world/office.ts';

/** A request with nothing but what its sender chose to put in. */
export interface BareRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
interface SignAs {
  /** Whose key signs; by default its own. */
  readonly keyOf?: string;
  readonly keyid?: string;
  readonly atMs?: number;
  readonly path?: string;
}
/** An enrolled terminal in bad hands: a good key under whatever it is told to sign. */
export interface HostileTerminal {
  readonly deviceId: string;
  readonly heartbeat: (as?: SignAs) => BareRequest;
  readonly upload: (entries: readonly unknown[], as?: SignAs) => BareRequest;
  /** The next voucher of its chain unless `change` says otherwise; the witness hears of it. */
  readonly mint: (sale: Sold, expected: Expected, change?: Partial<Voucher>) => SignedVoucher;
}
export interface Sold {
  readonly outUserId: string;
  readonly userId: string;
  readonly amountFen: number;
  readonly credential: string;
}

export const createHostileTerminal = (
  simulation: Simulation,
  school: School,
  witness: VoucherWitness,
  deviceId: string,
): HostileTerminal => {
  const key = deviceKeyOf(deviceId);
  let [sequence, previousHash, nonces] = [0, emptyChain.hash, 0];
  const request = (name: string, content: object, as: SignAs): BareRequest => {
    nonces += 1;
    const target = `/v1/devices/${as.path ?? deviceId}/${name}`;
    const body = Buffer.from(JSON.stringify(content));
    const signature = signTerminalRequest(
      { method: 'POST', target, body },
      {
        deviceKey: as.keyOf === undefined ? key.privateKey : deviceKeyOf(as.keyOf).privateKey,
        keyid: as.keyid ?? deviceId,
        nowSeconds: Math.floor((as.atMs ?? simulation.wallNow()) / 1000),
        nonce: `${deviceId}-${nonces}`,
      },
    );
    return { method: 'POST', target, headers: { 'content-type': 'application/json', ...signature }, body };
  };
  return {
    deviceId,
    heartbeat: (as = {}) =>
      request('heartbeat', { clockMs: simulation.wallNow(), sdkVersion: '1', libraryAgeMs: 0, backlog: 0 }, as),
    upload: (entries, as = {}) => request('vouchers', { vouchers: entries }, as),
    mint: ({ outUserId, userId, amountFen, credential }, expected, change = {}) => {
      const signed = signVoucher(
        {
          deviceId,
          keyEpoch: 1,
          sequence: sequence + 1,
          previousHash,
          organizationId: school.organizationId,
          subMchid: school.subMchid,
          outUserId,
          userId,
          amountFen: String(amountFen),
          saleAtMs: String(simulation.wallNow()),
          clockUncertaintyMs: '50',
          recogMode: '0',
          description: '午餐',
          credential,
          ...change,
        },
        key.privateKey,
      );
      witness.minted(signed, deviceId, expected);
      if (change.sequence !== undefined || change.previousHash !== undefined) return signed;
      sequence += 1;
      previousHash = voucherHash(signed);
      return signed;
    },
  };
};

export const entryOf = (voucher: SignedVoucher): string => encodeUploadEntry(voucher);
