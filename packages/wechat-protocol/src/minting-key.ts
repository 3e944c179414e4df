import { createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { utf8 } from './bytes.ts';

/** The key an emulated device mints credentials with, named by its label inside each credential. */
export interface MintingKey {
  /** Exactly 5 printable ASCII characters. */
  readonly label: string;
  /** 32 bytes. */
  readonly secret: KeyObject;
}

export const mintingLabelPattern = /^[!-~]{5}$/;
export const mintingSecretBytes = 32;

/** Derives the key of a label from the emulator's own secret, so that the emulator need not store keys. */
export const deriveMintingKey = (emulatorSecret: Uint8Array, label: string): MintingKey => {
  if (!mintingLabelPattern.test(label)) throw new RangeError('label must have 5 printable ASCII characters');
  const secret = hkdfSync('sha256', emulatorSecret, utf8(label), utf8('minting key'), mintingSecretBytes);
  return { label, secret: createSecretKey(new Uint8Array(secret)) };
};
