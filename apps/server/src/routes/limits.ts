import type { OwnLimits, SceneLimits } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, operators } from '../access/principal.ts';
import { fen, organizationId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { MemberView } from '../views/member-view.ts';
import { OrganizationView, organizationView } from '../views/organization-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { addressOf, memberParams, memberPath, withLimits } from './members.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

/** What is left out is not limited below the platform's. */
const limits = object({}, { singleLimitFen: fen, dayLimitFen: fen });

const scenesBody = object({}, { canteen: limits, shop: limits, clinic: limits, test: limits });

const ofOrganization = bearerRoute({
  method: 'PUT',
  path: '/v1/organizations/{organizationId}/limits',
  roles: admins,
  summary:
    'Single and day limits of an organization and of its scenes, never above the platform; for later charges only',
  params: object({ organizationId }),
  body: object({}, { singleLimitFen: fen, dayLimitFen: fen, scenes: scenesBody }),
  answer: { status: 200, shape: OrganizationView },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.flatMap((id) =>
          useCases.setOrganizationLimits(id, { ...toLimits(body), scenes: toScenes(body.scenes ?? {}) }),
        ),
        TE.map((organization) => ok(organizationView(organization))),
      ),
});

const ofMember = bearerRoute({
  method: 'PUT',
  path: `${memberPath}/limits`,
  roles: operators,
  summary: 'What parents or the school allow one member, below every other limit; for later charges only',
  params: memberParams,
  body: limits,
  answer: { status: 200, shape: MemberView },
  handler:
    (deps) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(addressOf(principal, params)),
        TE.flatMap((address) => deps.useCases.setMemberLimits(address, toLimits(body))),
        TE.flatMap(withLimits(deps)),
      ),
});

const toLimits = ({ singleLimitFen, dayLimitFen }: ShapeOf<typeof limits>): OwnLimits => ({
  ...(singleLimitFen === undefined ? {} : { single: singleLimitFen }),
  ...(dayLimitFen === undefined ? {} : { day: dayLimitFen }),
});

const toScenes = (body: ShapeOf<typeof scenesBody>): SceneLimits => ({
  ...(body.canteen === undefined ? {} : { canteen: toLimits(body.canteen) }),
  ...(body.shop === undefined ? {} : { shop: toLimits(body.shop) }),
  ...(body.clinic === undefined ? {} : { clinic: toLimits(body.clinic) }),
  ...(body.test === undefined ? {} : { test: toLimits(body.test) }),
});

export const limitRoutes = [ofOrganization, ofMember];
