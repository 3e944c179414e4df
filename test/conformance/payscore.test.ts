import { wechatPayscorePermissionsSuite, wechatPayscoreSuite } from '@facepay/conformance';
import { openPayscoreService } from './payscore-service.ts';

for (const mode of ['direct', 'partner'] as const) {
  const name = `HTTP before the emulator, ${mode} mode`;
  const open = openPayscoreService(mode);
  wechatPayscoreSuite(name, open);
  wechatPayscorePermissionsSuite(name, open);
}
