import { payscoreScope, type PermissionOf, type PermissionReading, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type PermissionFailure, permissionStep } from './payscore-permissions.ts';
import type { PayscoreDependencies } from './payscore-step.ts';

/** Read from WeChat now, and kept where it is one of ours; nothing where the user never authorised (§10.2). */
export const readPayscorePermission =
  (deps: PayscoreDependencies) =>
  (of: PermissionOf): TE.TaskEither<PermissionFailure, PermissionReading | undefined> => {
    const at = deps.clock.now();
    return pipe(
      deps.payscore.permissions.read(of),
      TE.tap((reading): TE.TaskEither<PermissionFailure, unknown> => {
        const code = of.type === 'code' ? of.code : reading?.code;
        return code === undefined
          ? TE.right(undefined)
          : pipe(
              deps.reads.find(payscoreScope, ref('payscorePermission', code)),
              TE.flatMap((known): TE.TaskEither<PermissionFailure, unknown> =>
                known === undefined
                  ? TE.right(undefined)
                  : permissionStep(deps)(code, { type: 'RecordPermissionReading', reading, at }),
              ),
            );
      }),
    );
  };
