import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { Process } from '../engine/process.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { KeyChange } from '../plan/plan.ts';
import { nextApiV3Key } from './keys.ts';
import { issueSmallCertificate } from './small-certificate.ts';

/** The keys as our side is configured with them; a process reads them when it starts. */
interface OurKeys {
  readonly merchant: EmulatorKeys['merchant'];
  readonly platformCertificates: readonly string[];
  readonly publicKey?: { readonly id: string; readonly pem: string };
}
/** Keys that change while lunch is sold (F-26, F-27), as the operations guide has it done. */
export interface KeyRing {
  readonly ours: () => OurKeys;
  /** Configured, so that nothing signed with it has to be looked for first. */
  readonly knows: (serial: string) => boolean;
  readonly change: (change: KeyChange, forMs: number, sleep: (ms: number) => Promise<void>) => Promise<void>;
}

export interface KeyRingParts {
  readonly simulation: Simulation;
  readonly keys: EmulatorKeys;
  /** The control plane of WeChat. */
  readonly wechat: {
    readonly control: (method: string, path: string, body?: object) => Promise<{ readonly status: number }>;
  };
  /** Servers and workers; they read a changed configuration when they start again. */
  readonly fleet: () => readonly Process[];
}

export const createKeyRing = ({ simulation, keys, wechat, fleet }: KeyRingParts): KeyRing => {
  const { plan, stepper, count } = simulation;
  const usesPublicKey = plan.ops.some((op) => op.type === 'rotate' && publicKeyChanges.has(op.change));
  let ours: OurKeys = {
    merchant: keys.merchant,
    platformCertificates: plan.world.knowsCertificate ? keys.platform.map(({ certificatePem }) => certificatePem) : [],
    ...(usesPublicKey ? { publicKey: { id: keys.publicKey.id, pem: keys.publicKey.publicKeyPem } } : {}),
  };
  const rotate = async (body: object): Promise<void> => void (await wechat.control('POST', 'keys/rotate', body));
  const restartAll = async (sleep: (ms: number) => Promise<void>): Promise<void> => {
    for (const process of fleet()) {
      process.crash();
      await sleep(3000);
    }
    await sleep(60_000); // until the last one is up again
  };
  const current = keys.platform.at(-1)?.serialNo;

  const change: KeyRing['change'] = async (kind, forMs, sleep) => {
    switch (kind) {
      case 'platform-signs':
        return rotate({ platformCertificate: 'signing' });
      case 'platform-back':
        return rotate({ signingSerial: current });
      case 'mixed':
        return rotate({ mode: 'mixed', publicKeyShare: 0.5 });
      case 'public-key':
      case 'certificate':
        return rotate({ mode: kind });
      case 'expired':
        await rotate({ signingSerial: expired.serialNo });
        await sleep(Math.min(forMs, plan.healAt - stepper.now()));
        return rotate({ signingSerial: current });
      case 'api-v3':
        return rotate({ apiV3Key: nextApiV3Key });
      case 'merchant':
        await rotate({ merchant: nextMerchant });
        ours = { ...ours, merchant: nextMerchant };
        await restartAll(sleep);
        count('signed with a new merchant key');
        return rotate({ retireMerchants: true });
    }
  };
  const knows = (serial: string): boolean =>
    serial === ours.publicKey?.id || (plan.world.knowsCertificate && serial === current);
  return { ours: () => ours, knows, change };
};

const publicKeyChanges: ReadonlySet<KeyChange> = new Set(['mixed', 'public-key']);
const year = 365 * 86_400_000;
const issuedAt = Date.parse('2026-08-20T00:00:00+08:00');
const nextMerchant = issueSmallCertificate('5A00000000000000000000000000000000000001', issuedAt, issuedAt + 5 * year);
const expired = issueSmallCertificate('5E00000000000000000000000000000000000001', issuedAt, issuedAt + 86_400_000);
const issued = issueSmallCertificate('5B00000000000000000000000000000000000001', issuedAt, issuedAt + 5 * year);

/** Beside the certificate in use: one that ran out, listed nowhere any more, and one that a rotation brings. */
export const withFormerCertificate = (keys: EmulatorKeys): EmulatorKeys => ({
  ...keys,
  platform: [{ ...expired, effectiveAt: issuedAt, expiresAt: issuedAt + 86_400_000 }, ...keys.platform],
});
/** With the one that a rotation brings: what an onlooker holds to be WeChat's. */
export const withNextCertificate = (keys: EmulatorKeys): EmulatorKeys => ({
  ...keys,
  platform: [...keys.platform, { ...issued, effectiveAt: issuedAt, expiresAt: issuedAt + 5 * year }],
});
export const newPlatformKey = (): Promise<EmulatorKeys['platform'][number]> =>
  Promise.resolve({ ...issued, effectiveAt: issuedAt, expiresAt: issuedAt + 5 * year });
