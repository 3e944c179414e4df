import type { SignUpToken } from '@facepay/application';
import { toRfc3339 } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import { shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { bearerRoute } from './bearer-route.ts';
import { memberMove } from './member-move.ts';
import { addressOf, memberParams, memberPath } from './members.ts';
import { ok } from './route.ts';

/** Launch parameters are what the collect mini program compares (`k12-wire.md` §4). */
const SignUpView = object({
  token: shownText,
  expiresAt: shownTime,
  launch: object({
    token: shownText,
    organizationId: shownText,
    organizationName: shownText,
    outUserId: shownText,
    name: shownText,
    phone: shownText,
    classOrPost: shownText,
  }),
});

const token = bearerRoute({
  method: 'POST',
  path: `${memberPath}/token`,
  roles: operators,
  summary: 'Sign-up token of one member and what the mini program is launched with; lives 5 minutes',
  params: memberParams,
  answer: { status: 200, shape: SignUpView },
  handler:
    ({ useCases }) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => useCases.issueToken(address)),
        TE.map((issued) => ok(signUpView(issued))),
      ),
});

const signUpView = (issued: SignUpToken): ShapeOf<typeof SignUpView> => {
  const { member, organization } = issued;
  return {
    token: issued.token,
    expiresAt: toRfc3339(issued.expiresAt),
    launch: {
      token: issued.token,
      organizationId: organization.organizationId,
      organizationName: organization.name,
      outUserId: member.outUserId,
      name: member.profile.name,
      phone: member.profile.phone,
      classOrPost: member.profile.classOrPost,
    },
  };
};

const sync = memberMove('sync', 'Re-read user and contract from WeChat now', (useCases) => useCases.syncMember);
const terminate = memberMove(
  'terminate',
  'End the contract; from this moment nothing new is charged',
  (useCases) => useCases.terminateContract,
);

export const memberMoveRoutes = [token, sync, terminate];
