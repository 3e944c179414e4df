import type { MemberAddress } from '@facepay/application';
import type { FaceUser } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerUseCases } from '../server-dependencies.ts';
import { MemberView } from '../views/member-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { addressOf, memberParams, memberPath, withLimits } from './members.ts';
import type { Route } from './route.ts';

/** A move on one member that takes nothing but its address and answers with the member as it is then. */
export const memberMove = (
  name: string,
  summary: string,
  move: (useCases: ServerUseCases) => (address: MemberAddress) => TE.TaskEither<Refusal, FaceUser>,
): Route =>
  bearerRoute({
    method: 'POST',
    path: `${memberPath}/${name}`,
    roles: operators,
    summary,
    params: memberParams,
    answer: { status: 200, shape: MemberView },
    handler:
      (deps) =>
      ({ principal, params }) =>
        pipe(
          TE.fromEither(addressOf(principal, params)),
          TE.flatMap(move(deps.useCases)),
          TE.flatMap(withLimits(deps)),
        ),
  });
