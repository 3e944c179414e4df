import type { DebtPolicy } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, everyRole } from '../access/principal.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { organizationId, outUserId } from '../shape/kernel-shapes.ts';
import { oneOf, wholeNumber } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { DebtView, debtView } from '../views/debt-view.ts';
import { OrganizationView, organizationView } from '../views/organization-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const params = object({ organizationId });

const list = bearerRoute({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/debts',
  roles: everyRole,
  summary: 'Advances of WeChat: open ones, or, with state=repaid, those that are closed; of one member where named',
  params,
  query: object({}, { ...paging, state: oneOf('open', 'repaid'), member: outUserId }),
  answer: { status: 200, shape: pageShape(DebtView) },
  handler:
    (deps) =>
    ({ principal, params: { organizationId: organization }, query }) =>
      listPage(deps, 'deduction', {
        principal,
        organization,
        filter: {
          status: query.state === 'repaid' ? 'repaid' : 'advanced',
          ...(query.member === undefined ? {} : { member: query.member }),
        },
        query,
        view: debtView(deps.clock.now()),
      }),
});

const policyBody = object({ action: oneOf('allow', 'warn', 'block') }, { blockAt: wholeNumber(1, 3) });

const setPolicy = bearerRoute({
  method: 'PUT',
  path: '/v1/organizations/{organizationId}/debt-policy',
  roles: admins,
  summary: 'What becomes of a pupil in debt: allow, warn, or block from 1 to 3 open advances on; for open debts, too',
  params,
  body: policyBody,
  answer: { status: 200, shape: OrganizationView },
  handler:
    ({ useCases }) =>
    ({ principal, params: { organizationId: organization }, body }) =>
      pipe(
        TE.fromEither(ownTenant(principal, organization)),
        TE.bindTo('id'),
        TE.bindW('policy', () => TE.fromEither(toPolicy(body))),
        TE.flatMap(({ id, policy }) => useCases.setDebtPolicy(id, policy)),
        TE.map((stored) => ok(organizationView(stored))),
      ),
});

const toPolicy = ({ action, blockAt }: ShapeOf<typeof policyBody>): E.Either<Refusal, DebtPolicy> => {
  if (action === 'block')
    return blockAt === undefined
      ? E.left(shapeWrong('blockAt', 'is required with block: 1 to 3'))
      : E.right({ type: 'block', atOpenAdvances: blockAt });
  return blockAt === undefined ? E.right({ type: action }) : E.left(shapeWrong('blockAt', 'belongs to block'));
};

export const debtRoutes = [list, setPolicy];
