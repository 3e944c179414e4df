import type { CredentialReceipt, CredentialResult, CredentialSale } from '@facepay/application';
import type { DeviceId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { decodeFailures } from '@facepay/codecs';
import { operators } from '../access/principal.ts';
import { problemTable } from '../problem/problem-table.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { chargeFen, credential, deviceId, organizationId, outUserId, userId } from '../shape/kernel-shapes.ts';
import { anything, list, oneOf, shownNumber, shownText, text, time } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { DeductionView, deductionView } from '../views/deduction-view.ts';
import { deductionTenant } from './deductions.ts';
import { keyedRoute } from './keyed-route.ts';
import { ok } from './route.ts';

const saleShape = object(
  { outUserId, userId, amountFen: chargeFen, saleAt: time, credential },
  { description: text(127, 'shown to the payer'), deviceId },
);

const one = keyedRoute({
  method: 'POST',
  path: '/v1/deductions',
  roles: operators,
  summary: 'Deduct from a credential without a voucher: the same credential again is the same deduction',
  query: object({}, { organizationId }),
  body: saleShape,
  answer: { status: 200, shape: DeductionView },
  handler:
    ({ useCases }) =>
    ({ principal, query, body, once }) =>
      pipe(
        TE.fromEither(deductionTenant(principal, query.organizationId)),
        TE.flatMap((organization) => useCases.deductFromCredential(organization, saleOf(body), once(viewOf))),
        TE.map((receipt) => ok(viewOf(receipt))),
      ),
});
const viewOf = ({ deduction }: CredentialReceipt): DeductionView => deductionView(deduction);

const entryMax = 100;
const result = object(
  { index: shownNumber, status: oneOf('accepted', 'duplicate', 'refused') },
  { deductionId: shownText, code: shownText, detail: shownText, detailZh: shownText },
);

const batch = keyedRoute({
  method: 'POST',
  path: '/v1/deductions:batch',
  roles: operators,
  bodyMax: 1024 * 1024,
  summary: `Up to ${entryMax} credentials at once, answered one by one`,
  query: object({}, { organizationId }),
  texts: 'any',
  body: object({ deductions: list(anything, { minItems: 1, maxItems: entryMax }) }),
  answer: { status: 200, shape: object({ results: list(result) }) },
  handler:
    ({ useCases }) =>
    ({ principal, query, body: { deductions: entries }, once }) => {
      if (entries.length === 0 || entries.length > entryMax)
        return TE.left(shapeWrong('deductions', `1 to ${entryMax} entries`));
      const read = entries.map((entry) => saleShape.codec.decode(entry));
      const sales = read.flatMap((entry) => (E.isRight(entry) ? [saleOf(entry.right)] : []));
      const view = (results: readonly CredentialResult[]) => ({ results: answersOf(read, results) });
      return pipe(
        TE.fromEither(deductionTenant(principal, query.organizationId)),
        TE.flatMap((organization) => useCases.deductFromCredentials(organization, sales, once(view))),
        TE.map((results) => ok(view(results))),
      );
    },
});

const saleOf = (body: ShapeOf<typeof saleShape>): CredentialSale => {
  const { outUserId: member, userId: user, amountFen: amount, saleAt, description, deviceId: terminal } = body;
  return {
    outUserId: member,
    userId: user,
    amount,
    saleAt,
    credential: body.credential,
    description: description ?? '团餐',
    terminal: terminal ?? unnamed,
  };
};
/** Sales of a provider's own terminals that it does not tell apart. */
const unnamed = 'unsigned' as DeviceId;

type Read = ReturnType<typeof saleShape.codec.decode>;
/** In the order of the entries; those that were readable have a result, in the same order. */
const answersOf = (read: readonly Read[], results: readonly CredentialResult[]): readonly ShapeOf<typeof result>[] => {
  const waiting = [...results];
  return read.map((entry, index) => {
    if (E.isLeft(entry)) {
      const [first] = decodeFailures(entry.left);
      return refused(index, { type: 'ShapeWrong', fields: [] }, `${first?.path ?? ''}: ${first?.rule ?? ''}`);
    }
    const made = waiting.shift();
    if (made === undefined) throw new Error('a sale without a result');
    if (E.isLeft(made)) return refused(index, made.left);
    const { deduction, isNew } = made.right;
    return { index, status: isNew ? 'accepted' : 'duplicate', deductionId: deduction.id };
  });
};
const refused = (index: number, refusal: Refusal, more?: string): ShapeOf<typeof result> => {
  const { code, title, zh } = problemTable[refusal.type];
  return { index, status: 'refused', code, detail: more === undefined ? title : `${title} ${more}`, detailZh: zh };
};

export const credentialSaleRoutes = [one, batch];
