import type { PresignTerms, SignUpToken, ToldBefore } from '@facepay/application';
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
import { addressOf, memberParams, memberPath } from './members.ts';
import { ok } from './route.ts';

const documentPattern = '^[0-9A-Za-z()-]{8,32}$';
/** WeChat refuses one of 7 characters (`k12-wire.md` §4); which documents there are is not ours to know. */
const documentNumber = leaf(
  refined('identityNumber', (input) =>
    typeof input === 'string' && new RegExp(documentPattern, 'u').test(input)
      ? E.right(input)
      : E.left('8 to 32 letters and digits'),
  ),
  { type: 'string', pattern: documentPattern },
);
const expiry = leaf(
  refined('validThrough', (input) =>
    typeof input === 'string' && /^(0[1-9]|1[0-2])\/\d{2}$/u.test(input) ? E.right(input) : E.left('mm/yy'),
  ),
  { type: 'string', pattern: '^(0[1-9]|1[0-2])/[0-9]{2}$', description: 'mm/yy' },
);
const told = {
  organizationName: text(64, 'what the mini program will pass on: compared, not kept'),
  identityNumber: documentNumber,
  payerOpenid: text(128, 'who is about to sign: compared with who signed for pupils of the same name, not kept'),
};

/** What WeChat's mini programs compare (`k12-wire.md` §4): passed on unchanged, for this one member, until `expiresAt`. */
const Launch = {
  organizationId: shownText,
  organizationName: shownText,
  outUserId: shownText,
  name: shownText,
  phone: shownText,
  classOrPost: shownText,
};
const launchOf = ({ member, organization }: SignUpToken) => ({
  organizationId: organization.organizationId,
  organizationName: organization.name,
  outUserId: member.outUserId,
  name: member.profile.name,
  phone: member.profile.phone,
  classOrPost: member.profile.classOrPost,
});

const token = bearerRoute({
  method: 'POST',
  path: `${memberPath}/token`,
  roles: operators,
  summary:
    'Token of one member for the collect and sign mini programs, and what they are launched with; lives 5 minutes (FAQ 2.4)',
  params: memberParams,
  body: object({}, told),
  bodyOptional: true,
  answer: {
    status: 200,
    shape: object({ token: shownText, expiresAt: shownTime, launch: object({ token: shownText, ...Launch }) }),
  },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => useCases.issueToken(address, toldOf(body))),
        TE.map((issued) =>
          ok({
            token: issued.token,
            expiresAt: toRfc3339(issued.expiresAt),
            launch: { token: issued.token, ...launchOf(issued) },
          }),
        ),
      ),
});

const presignBody = object(
  { contractMode: oneOf('limited-card', 'preferred-card', 'any-card') },
  {
    ...told,
    bankCard: object(
      { number: text(32), holder: text(64) },
      { identityNumber: documentNumber, validThrough: expiry, phone: text(20) },
    ),
  },
);

const presign = bearerRoute({
  method: 'POST',
  path: `${memberPath}/presign`,
  roles: operators,
  summary:
    'Token of one member for card-bound signing (FAQ 2.3); lives 5 minutes. Card and documents go to WeChat encrypted and are not kept',
  params: memberParams,
  body: presignBody,
  answer: {
    status: 200,
    shape: object({
      presignToken: shownText,
      expiresAt: shownTime,
      launch: object({ presignToken: shownText, ...Launch }),
    }),
  },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => useCases.presignMember(address, termsOf(body))),
        TE.map((issued) =>
          ok({
            presignToken: issued.token,
            expiresAt: toRfc3339(issued.expiresAt),
            launch: { presignToken: issued.token, ...launchOf(issued) },
          }),
        ),
      ),
});

const toldOf = ({ organizationName, identityNumber, payerOpenid }: ToldInput): ToldBefore => ({
  ...(payerOpenid === undefined ? {} : { payerOpenid }),
  ...(organizationName === undefined ? {} : { organizationName }),
  ...(identityNumber === undefined ? {} : { identityNumber }),
});
type ToldInput = Pick<ShapeOf<typeof presignBody>, keyof typeof told>;

const termsOf = (body: ShapeOf<typeof presignBody>): PresignTerms => {
  const { contractMode, organizationName, identityNumber, payerOpenid, bankCard: card } = body;
  return {
    mode: contractMode,
    ...(payerOpenid === undefined ? {} : { payerOpenid }),
    ...(organizationName === undefined ? {} : { organizationName }),
    ...(identityNumber === undefined ? {} : { identity: { number: identityNumber } }),
    ...(card === undefined ? {} : { bankCard: cardOf(card) }),
  };
};
type CardInput = NonNullable<ShapeOf<typeof presignBody>['bankCard']>;
const cardOf = (card: CardInput): NonNullable<PresignTerms['bankCard']> => ({
  number: card.number,
  holder: card.holder,
  ...(card.identityNumber === undefined ? {} : { identity: { number: card.identityNumber } }),
  ...(card.validThrough === undefined ? {} : { validThrough: card.validThrough }),
  ...(card.phone === undefined ? {} : { phone: card.phone }),
});

const payer = bearerRoute({
  method: 'GET',
  path: `${memberPath}/payer`,
  roles: operators,
  summary: 'The WeChat account that signed the newest contract (FAQ Q4), as openid; read from WeChat now and not kept',
  params: memberParams,
  answer: { status: 200, shape: object({ contractId: shownText }, { openid: shownText }) },
  handler:
    ({ useCases }) =>
    ({ principal, params }) =>
      pipe(TE.fromEither(addressOf(principal, params)), TE.flatMap(useCases.readPayer), TE.map(ok)),
});

export const signUpRoutes = [token, presign, payer];
