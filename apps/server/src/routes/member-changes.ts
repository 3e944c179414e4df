import type { PresignTerms } from '@facepay/application';
import { refined } from '@facepay/codecs';
import { toRfc3339 } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import { leaf, oneOf, shownText, shownTime, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
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

/** WeChat refuses one of 7 characters (`k12-wire.md` §4); which documents there are is not ours to know. */
const documentNumber = leaf(
  refined('identityNumber', (input) =>
    typeof input === 'string' && /^[0-9A-Za-z()-]{8,32}$/u.test(input)
      ? E.right(input)
      : E.left('8 to 32 letters and digits'),
  ),
  { type: 'string', pattern: '^[0-9A-Za-z()-]{8,32}$' },
);

const presignBody = object(
  { contractMode: oneOf('limited-card', 'preferred-card', 'any-card') },
  {
    identityNumber: documentNumber,
    bankCard: object(
      { number: text(32), holder: text(64) },
      { identityNumber: documentNumber, validThrough: text(5), phone: text(20) },
    ),
  },
);

const presign = bearerRoute({
  method: 'POST',
  path: `${memberPath}/presign`,
  roles: operators,
  summary: 'Token for card-bound signing; lives 5 minutes. Card and documents go to WeChat encrypted and are not kept',
  params: memberParams,
  body: presignBody,
  answer: { status: 200, shape: object({ presignToken: shownText, expiresAt: shownTime }) },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => useCases.presignMember(address, termsOf(body))),
        TE.map(({ token, expiresAt }) => ok({ presignToken: token, expiresAt: toRfc3339(expiresAt) })),
      ),
});

const termsOf = ({ contractMode, identityNumber, bankCard: card }: ShapeOf<typeof presignBody>): PresignTerms => ({
  mode: contractMode,
  ...(identityNumber === undefined ? {} : { identity: { number: identityNumber } }),
  ...(card === undefined
    ? {}
    : {
        bankCard: {
          number: card.number,
          holder: card.holder,
          ...(card.identityNumber === undefined ? {} : { identity: { number: card.identityNumber } }),
          ...(card.validThrough === undefined ? {} : { validThrough: card.validThrough }),
          ...(card.phone === undefined ? {} : { phone: card.phone }),
        },
      }),
});

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

export const memberChangeRoutes = [disable, enable, presign, repaymentLink];
