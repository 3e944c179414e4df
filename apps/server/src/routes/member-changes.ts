import { toRfc3339 } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import { shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { bearerRoute } from './bearer-route.ts';
import { memberMove } from './member-move.ts';
import { addressOf, memberParams, memberPath } from './members.ts';
import { ok } from './route.ts';

const disable = memberMove(
  'disable',
  'Block a member: nothing new is charged from this moment, and WeChat is told',
  (useCases) => useCases.disableMember,
);
const enable = memberMove(
  'enable',
  'Unblock a member; what WeChat itself has blocked stays so',
  (useCases) => useCases.enableMember,
);

const repaymentLink = bearerRoute({
  method: 'POST',
  path: `${memberPath}/repayment-link`,
  roles: operators,
  summary: "What the debtor opens to repay WeChat's advances",
  params: memberParams,
  answer: { status: 200, shape: object({ url: shownText, expiresAt: shownTime }) },
  handler:
    ({ useCases }) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => useCases.issueRepaymentLink(address)),
        TE.map(({ url, expiresAt }) => ok({ url, expiresAt: toRfc3339(expiresAt) })),
      ),
});

export const memberChangeRoutes = [disable, enable, repaymentLink];
