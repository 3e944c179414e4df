import type { AuthorizationCode, PayscorePermission } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type PermissionFailure, permissionStep } from './payscore-permissions.ts';
import type { PayscoreDependencies } from './payscore-step.ts';

/**
 * 商户预授权 (`payscore-wire.md` §10.1): what the authorisation page of WeChat is launched with, good for an hour. The same code
 * again is the same authorisation, with another token.
 */
export const preAuthorisePayscore =
  (deps: PayscoreDependencies) =>
  (code: AuthorizationCode, notifyUrl: string, by: string): TE.TaskEither<PermissionFailure, PayscorePermission> => {
    const at = deps.clock.now();
    const { ownNotifyUrl } = deps.payscore.policy;
    const own = ownNotifyUrl === undefined ? {} : { ownNotifyUrl };
    return pipe(
      permissionStep(deps)(code, { type: 'RequestPermission', code, notifyUrl, ...own, by, at }),
      TE.flatMap((asked) => deps.payscore.permissions.preAuthorise({ code, notifyUrl: asked.notifyUrl })),
      TE.flatMap((token) => permissionStep(deps)(code, { type: 'RecordPermissionToken', token, at })),
    );
  };
