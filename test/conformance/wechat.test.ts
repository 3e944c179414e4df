import {
  wechatDeductionsSuite,
  wechatMemberChangesSuite,
  wechatMembersSuite,
  wechatOrganizationsSuite,
  wechatRefundsSuite,
  wechatReEnrolmentsSuite,
  wechatTerminalsSuite,
} from '@facepay/conformance';
import { openWechatWorld } from './wechat-school.ts';

for (const mode of ['public-key', 'certificate', 'mixed'] as const) {
  const name = `HTTP before the emulator, ${mode} mode`;
  const open = openWechatWorld(mode);
  wechatOrganizationsSuite(name, open);
  wechatMembersSuite(name, open);
  wechatMemberChangesSuite(name, open);
  wechatReEnrolmentsSuite(name, open);
  wechatDeductionsSuite(name, open);
  wechatTerminalsSuite(name, open);
  wechatRefundsSuite(name, open);
}
