import type { KeyObject } from 'node:crypto';

/** A key that WeChat Pay signs with: a platform certificate or the WeChat Pay public key. `v3-rules.md` §4. */
export interface VerificationKey {
  /** 40 (sometimes 16) upper-case hex digits, or `PUB_KEY_ID_…`. */
  readonly serial: string;
  readonly publicKey: KeyObject;
  readonly kind: 'certificate' | 'publicKey';
  readonly notBeforeMs?: number;
  /** Absent for a public key: it does not expire. */
  readonly expiresAtMs?: number;
}

/** All keys usable at once, chosen by serial (INV-55). An empty ring verifies nothing (INV-48). */
export interface KeyRing {
  readonly keys: readonly VerificationKey[];
  readonly find: (serial: string) => VerificationKey | undefined;
}

export interface KeyRingOptions {
  /** Serials of the merchant's own certificates: never accepted as WeChat's, whoever lists them (INV-55). */
  readonly ownSerials?: readonly string[];
}

/** Of two keys with the same serial the later one counts. */
export const createKeyRing = (keys: readonly VerificationKey[], options: KeyRingOptions = {}): KeyRing => {
  const own = new Set((options.ownSerials ?? []).map((serial) => serial.toUpperCase()));
  const foreign = keys.filter((key) => !own.has(key.serial.toUpperCase()));
  const bySerial = new Map(foreign.map((key) => [key.serial, key]));
  return { keys: [...bySerial.values()], find: (serial) => bySerial.get(serial) };
};
