import { type AuthorizationCode, checkPermissionReason, payscoreScope, type PermissionOf, ref } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type PermissionFailure, permissionStep } from './payscore-permissions.ts';
import type { PayscoreDependencies } from './payscore-step.ts';

/**
 * 解除授权 (§10.3): refused while orders of this user are open; deductions of orders that exist go on. May be repeated.
 */
export const terminatePayscorePermission =
  (deps: PayscoreDependencies) =>
  (of: PermissionOf, reason: string, by: string): TE.TaskEither<PermissionFailure, void> =>
    pipe(
      TE.fromEither(checked(reason)),
      TE.flatMap(() => codeOf(deps, of)),
      TE.flatMap((code) =>
        pipe(
          deps.payscore.permissions.terminate(of, reason),
          TE.flatMap((ended): TE.TaskEither<PermissionFailure, void> => {
            if (ended === 'orders-open') return TE.left({ type: 'PermissionOrdersOpen' });
            return code === undefined ? TE.right(undefined) : recordEnd(deps, code, reason, by);
          }),
        ),
      ),
    );

const checked = (reason: string): E.Either<PermissionFailure, undefined> => {
  const wrong = checkPermissionReason(reason);
  return wrong === undefined ? E.right(undefined) : E.left(wrong);
};

/** The code under which we keep it, where it is one of ours; WeChat tells it while the authorisation lasts. */
const codeOf = (
  { payscore: { permissions } }: PayscoreDependencies,
  of: PermissionOf,
): TE.TaskEither<PermissionFailure, AuthorizationCode | undefined> =>
  of.type === 'code'
    ? TE.right(of.code)
    : pipe(
        permissions.read(of),
        TE.map((reading) => reading?.code),
      );

const recordEnd = (
  deps: PayscoreDependencies,
  code: AuthorizationCode,
  reason: string,
  by: string,
): TE.TaskEither<PermissionFailure, void> =>
  pipe(
    deps.reads.find(payscoreScope, ref('payscorePermission', code)),
    TE.flatMap((known): TE.TaskEither<PermissionFailure, void> =>
      known === undefined
        ? TE.right(undefined)
        : pipe(
            permissionStep(deps)(code, { type: 'RecordPermissionEnd', reason, by, at: deps.clock.now() }),
            TE.map(() => undefined),
          ),
    ),
  );
