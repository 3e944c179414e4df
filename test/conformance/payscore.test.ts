import { wechatPayscorePermissionsSuite, wechatPayscoreSuite } from '@facepay/conformance';
import type { EmulatorSettings } from '@facepay/wechat-emulator';
import { openPayscoreService } from './payscore-service.ts';

/** Where the documents contradict each other, the other reading of each (`payscore-wire.md` §16). */
const otherReading: Partial<EmulatorSettings> = {
  payscoreCompleteDescription: '',
  payscoreMismatchCode: 'INVALID_REQUEST',
  payscoreWrongStateCode: 'INVALID_ORDER_STATE',
  payscoreUnauthorised: 'INVALID_REQUEST',
  payscoreDayPaidTime: 'end',
};
for (const mode of ['direct', 'partner'] as const) {
  const name = `HTTP before the emulator, ${mode} mode`;
  const open = openPayscoreService(mode);
  wechatPayscoreSuite(name, open);
  wechatPayscorePermissionsSuite(name, open);
  wechatPayscoreSuite(`${name}, the other reading of the documents`, openPayscoreService(mode, otherReading));
}
