import {
  type ChainHead,
  chainHeadOf,
  credentialHash,
  emptyChain,
  encodePublicKey,
  encodeUploadEntry,
  keyPairFromSeed,
  signTerminalRequest,
  signVoucher,
} from '@facepay/device-protocol';
import { deriveMintingKey, mintCredential } from '@facepay/wechat-protocol';
import { randomBytes } from 'node:crypto';
import type { Post } from './http-load.ts';

interface BenchPupil {
  readonly outUserId: string;
  readonly userId: string;
}
/** One meal, as each side wants to be told of it. */
export interface BenchSale {
  readonly pupil: BenchPupil;
  readonly amountFen: number;
  readonly credential: string;
  /** The order number, of the length that ours have. */
  readonly no: string;
}
interface BenchDevice {
  readonly deviceId: string;
  readonly publicKey: string;
  /** A signed upload of signed vouchers, the next ones of this device's chain. */
  readonly upload: (sales: readonly BenchSale[]) => Post;
}
export interface BenchSchool {
  readonly organization: string;
  readonly subMchid: string;
  readonly pupils: readonly BenchPupil[];
  readonly devices: readonly BenchDevice[];
  readonly sale: (index: number, amountFen: number) => BenchSale;
}

/** A school whose terminals mint credentials of the real length and sign vouchers; made before anything is measured. */
export const makeBenchSchool = (
  mchid: string,
  subMchid: string,
  size: { pupils: number; devices: number },
): BenchSchool => {
  const organization = 'Obenchschool1';
  const minting = deriveMintingKey(randomBytes(32), 'bench');
  const pupils = Array.from({ length: size.pupils }, (_, index) => ({
    outUserId: `pupil-${String(index).padStart(5, '0')}`,
    userId: `FU${String(index).padStart(12, '0')}`,
  }));
  const pupilAt = (index: number): BenchPupil => {
    const pupil = pupils[index % pupils.length];
    if (pupil === undefined) throw new Error('a school without pupils');
    return pupil;
  };
  return {
    organization,
    subMchid,
    pupils,
    devices: Array.from({ length: size.devices }, (_, index) =>
      makeDevice(`counter-${index + 1}`, organization, subMchid),
    ),
    sale: (index, amountFen) => {
      const pupil = pupilAt(index);
      const content = {
        ...pupil,
        organizationId: organization,
        spMchid: mchid,
        subMchid,
        amountFen,
        deviceId: 'bench',
        recogMode: 0,
        mintedAtMs: Date.now(),
        nonce: randomBytes(8).toString('hex'),
      } as const;
      const credential = mintCredential(minting, content, randomBytes(12));
      const no = `F${Buffer.from(credentialHash(credential)).toString('hex').slice(0, 28)}01`;
      return { pupil, amountFen, credential, no };
    },
  };
};

const makeDevice = (deviceId: string, organizationId: string, subMchid: string): BenchDevice => {
  const key = keyPairFromSeed(randomBytes(32));
  let head: ChainHead = emptyChain;
  const voucher = ({ pupil, amountFen, credential }: BenchSale): string => {
    const signed = signVoucher(
      {
        ...pupil,
        deviceId,
        keyEpoch: 1,
        sequence: head.sequence + 1,
        previousHash: head.hash,
        organizationId,
        subMchid,
        amountFen: String(amountFen),
        saleAtMs: String(Date.now()),
        clockUncertaintyMs: '50',
        recogMode: '0',
        credential,
        description: '午餐',
      },
      key.privateKey,
    );
    head = chainHeadOf(signed);
    return encodeUploadEntry(signed);
  };
  return {
    deviceId,
    publicKey: encodePublicKey(key.publicKey),
    upload: (sales) => {
      const target = `/v1/devices/${deviceId}/vouchers`;
      const body = Buffer.from(JSON.stringify({ vouchers: sales.map(voucher) }));
      const headers = signTerminalRequest(
        { method: 'POST', target, body },
        {
          deviceKey: key.privateKey,
          keyid: deviceId,
          nowSeconds: Math.floor(Date.now() / 1000),
          nonce: randomBytes(12).toString('base64url'),
        },
      );
      return { target, headers: { 'content-type': 'application/json', ...headers }, body };
    },
  };
};
