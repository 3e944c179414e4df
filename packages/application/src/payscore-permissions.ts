import {
  type AuthorizationCode,
  type Change,
  type Clock,
  eventsOf,
  type PayscorePermission,
  type PermissionCommand,
  permissionDecider,
  type PermissionRejection,
  payscoreScope,
  ref,
  type StoreFailure,
  type WechatFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { PayscoreDependencies } from './payscore-step.ts';

export type PermissionFailure = PermissionRejection | WechatFailure | StoreFailure;

/** One command about the authorisation under a code of ours. */
export const permissionStep =
  ({ storage, clock }: Pick<PayscoreDependencies, 'storage' | 'clock'>) =>
  (
    code: AuthorizationCode,
    command: PermissionCommand,
  ): TE.TaskEither<PermissionRejection | StoreFailure, PayscorePermission> => {
    const at = ref('payscorePermission', code);
    const now = clock.now();
    return storage.transact({
      organization: payscoreScope,
      read: { permission: at },
      decide: ({ permission }): E.Either<PermissionRejection, Change<PayscorePermission>> =>
        permissionChange(code, permission, command, now),
    });
  };

/** What a command makes of an authorisation; nothing new writes nothing. */
export const permissionChange = (
  code: AuthorizationCode,
  before: PayscorePermission | undefined,
  command: PermissionCommand,
  now: ReturnType<Clock['now']>,
): E.Either<PermissionRejection, Change<PayscorePermission>> =>
  pipe(
    permissionDecider.decide(command, before),
    E.flatMap((events): E.Either<PermissionRejection, Change<PayscorePermission>> => {
      const result = events.reduce(permissionDecider.evolve, before);
      if (result === undefined) return E.left({ type: 'PermissionUnknown' });
      if (events.length === 0) return E.right({ writes: [], events: [], result });
      const subject = { kind: 'payscore-permission' as const, id: code };
      const versionBefore = result.version - events.length;
      return E.right({
        writes: [write(ref('payscorePermission', code), result)],
        events: eventsOf({ organization: payscoreScope, at: now, subject, versionBefore }, events),
        result,
      });
    }),
  );
