import { type OpenVoucherWorld, voucherProtocolSuite } from '@facepay/conformance';
import {
  encodePublicKey,
  encodeUploadEntry,
  keyPairFromSeed,
  type SignBytes,
  signEd25519Pool,
  signEd25519Sync,
  signVoucher,
  verifyAcknowledgement,
  verifyEd25519Pool,
  verifyEd25519Sync,
  type VerifySignature,
} from '@facepay/device-protocol';
import { type Device, type DeviceId, emptyChain, Instant, type OrganizationId } from '@facepay/domain';
import { createVoucherProtocol } from '@facepay/terminal-protocol';
import { deriveMintingKey, mintCredential } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

const [terminal, stranger, ack] = [1, 2, 3].map((n) => keyPairFromSeed(Buffer.alloc(32, n)));
if (terminal === undefined || stranger === undefined || ack === undefined) throw new Error('three seeds, three keys');
const signers = { terminal, stranger };
const device: Device = {
  deviceId: 'T1' as DeviceId,
  organization: 'O1' as OrganizationId,
  name: 'window 1',
  publicKey: encodePublicKey(terminal.publicKey),
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('0'.repeat(64)),
  enrolledAt: Instant.of(0),
};
const credential = mintCredential(
  deriveMintingKey(Buffer.alloc(32, 4), 'K0001'),
  {
    organizationId: 'O1',
    userId: 'FU1',
    outUserId: 'pupil-0001',
    spMchid: '1900000001',
    subMchid: '1900000109',
    amountFen: 1200,
    deviceId: 'T1',
    recogMode: 0,
    mintedAtMs: 0,
    nonce: 'n',
  },
  Buffer.alloc(12, 5),
);

const openWith =
  (sign: SignBytes, verify: VerifySignature): OpenVoucherWorld =>
  () => ({
    protocol: createVoucherProtocol({ ackKey: ack.privateKey, ackKeyId: 'ack-1', sign, verify }),
    device,
    credential,
    sign: ({ device: deviceId, previousHash, organization, amount, saleAt, ...rest }, signer = 'terminal') =>
      encodeUploadEntry(
        signVoucher(
          {
            ...rest,
            deviceId,
            previousHash: Buffer.from(previousHash, 'hex'),
            organizationId: organization,
            amountFen: amount,
            saleAtMs: saleAt,
            clockUncertaintyMs: '1000',
            recogMode: '0',
          },
          signers[signer].privateKey,
        ),
      ),
    believe: async (text) => {
      const read = await verifyAcknowledgement(text, (id) => (id === 'ack-1' ? ack.publicKey : undefined), verify);
      if (E.isLeft(read)) return undefined;
      const { deviceId, keyEpoch, sequence, voucherHash } = read.right;
      return { device: deviceId, keyEpoch, sequence, hash: Buffer.from(voucherHash).toString('hex') };
    },
  });

voucherProtocolSuite('signatures in the calling thread', openWith(signEd25519Sync, verifyEd25519Sync));
voucherProtocolSuite('signatures on the thread pool', openWith(signEd25519Pool, verifyEd25519Pool));
