import {
  type PayscorePermission,
  type PermissionCommand,
  permissionDecider,
  type PermissionReading,
} from '@facepay/domain';
import fc from 'fast-check';
import { anyAuthorizationCode, anyHex, anyInstant, anyOpenid } from './kernel.ts';
import { reached } from './reached.ts';

const anyReading: fc.Arbitrary<PermissionReading | undefined> = fc.option(
  fc.record(
    {
      state: fc.constantFrom('available' as const, 'unavailable' as const, 'unbound' as const),
      openid: anyOpenid,
      openedAt: anyInstant,
      closedAt: anyInstant,
    },
    { requiredKeys: ['state'] },
  ),
  { nil: undefined },
);
const anyCommand: fc.Arbitrary<PermissionCommand> = fc.oneof(
  fc.record({ type: fc.constant('RecordPermissionToken' as const), token: anyHex(32), at: anyInstant }),
  fc.record({ type: fc.constant('RecordPermissionReading' as const), reading: anyReading, at: anyInstant }),
  fc.record({
    type: fc.constant('RecordPermissionNotice' as const),
    open: fc.boolean(),
    openid: anyOpenid,
    happenedAt: anyInstant,
    at: anyInstant,
  }),
  fc.record({
    type: fc.constant('RecordPermissionEnd' as const),
    reason: fc.constant('搬走了'),
    by: fc.constant('office'),
    at: anyInstant,
  }),
);

/** As some commands make it, so only what can really be stored. */
export const anyPayscorePermission: fc.Arbitrary<PayscorePermission> = fc
  .tuple(anyAuthorizationCode, anyInstant, fc.array(anyCommand, { maxLength: 8 }))
  .map(([code, at, commands]) => {
    const notifyUrl = 'https://pay.school.example/notify';
    const request: PermissionCommand = { type: 'RequestPermission', code, notifyUrl, by: 'office', at };
    return reached(permissionDecider, [request, ...commands]);
  });
