import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, everyRole } from '../access/principal.ts';
import { organizationId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { CalendarBody, CalendarView, calendarView, toCalendar } from '../views/calendar-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { findOrganization } from './find-organization.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const path = '/v1/organizations/{organizationId}/calendar';

const put = bearerRoute({
  method: 'PUT',
  path,
  roles: admins,
  summary: 'School days and the windows in which what failed, or came late, is charged again',
  params: object({ organizationId }),
  body: CalendarBody,
  answer: { status: 200, shape: CalendarView },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.flatMap((id) => useCases.setCalendar(id, toCalendar(body))),
        TE.map((organization) => ok(calendarView(organization))),
      ),
});

const get = bearerRoute({
  method: 'GET',
  path,
  roles: everyRole,
  summary: 'The calendar in force; the guide’s own windows where none was set',
  params: object({ organizationId }),
  answer: { status: 200, shape: CalendarView },
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        findOrganization(deps, principal, params.organizationId),
        TE.map((organization) => ok(calendarView(organization))),
      ),
});

export const calendarRoutes = [put, get];
