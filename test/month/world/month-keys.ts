import { keyPairFromSeed } from '@facepay/device-protocol';
import { createEmulatorKeys, type EmulatorKeys } from '@facepay/wechat-emulator';
import { mulberry } from '../../support/mulberry.ts';
import { at, firstDay } from '../script/school-days.ts';

const issuedAt = at(firstDay, '00:00') - 30 * 86_400_000;
let made: Promise<EmulatorKeys> | undefined;
/** RSA keys of the real size; making them takes a second, so once a process. */
export const monthKeys = (): Promise<EmulatorKeys> => {
  made ??= createEmulatorKeys(mulberry(1), issuedAt);
  return made;
};

export const ackKeyId = 'ack-1';
export const ackKey = keyPairFromSeed(new Uint8Array(32).fill(2));
export const officeToken = 'the-office-of-the-school';
export const serverOrigin = 'https://server.test';
export const wechatOrigin = 'https://wechat.test';
export const deviceKeyOf = (counter: number) => keyPairFromSeed(new Uint8Array(32).fill(50 + counter));
