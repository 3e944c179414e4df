import { encodePublicKey, signEd25519Pool, verifyEd25519Pool } from '@facepay/device-protocol';
import type { VoucherProtocol } from '@facepay/domain';
import { createVoucherProtocol } from '@facepay/terminal-protocol';
import { ContainerModule } from 'inversify';
import { createHash, createPublicKey } from 'node:crypto';
import type { Settings } from '../settings/settings.ts';
import { Tokens } from '../tokens.ts';

/** The terminals' protocol; signatures are checked on the thread pool (`storage.md` §2). */
export const terminalModule = new ContainerModule(({ bind }) => {
  bind(Tokens.vouchers).toResolvedValue(createVouchers, [Tokens.settings]).inSingletonScope();
});

const createVouchers = ({ ackKey }: Settings): VoucherProtocol =>
  createVoucherProtocol({
    ackKey,
    ackKeyId: ackKeyOf({ ackKey }).keyId,
    sign: signEd25519Pool,
    verify: verifyEd25519Pool,
  });

/** The key that terminals check acknowledgements with, named by its own hash. */
export const ackKeyOf = ({
  ackKey,
}: Pick<Settings, 'ackKey'>): { readonly keyId: string; readonly publicKey: string } => {
  const publicKey = encodePublicKey(createPublicKey(ackKey));
  return { keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16), publicKey };
};
