import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole } from '../access/principal.ts';
import { beijingDay, organizationId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { DaySheetView, daySheetView } from '../views/day-sheet-view.ts';
import { WaitingView, waitingView } from '../views/waiting-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { ok, type Route } from './route.ts';
import { ownTenant } from './tenant.ts';

const params = object({ organizationId, date: beijingDay });
const path = '/v1/organizations/{organizationId}/days/{date}';

const sheet = bearerRoute({
  method: 'GET',
  path,
  roles: everyRole,
  summary: 'Day closing sheet: what became of the sales of one Beijing day, by terminal; it sums',
  params,
  answer: { status: 200, shape: DaySheetView },
  handler:
    ({ useCases }) =>
    ({ principal, params: { organizationId: organization, date } }) =>
      pipe(
        TE.fromEither(ownTenant(principal, organization)),
        TE.flatMap((id) => useCases.readDay(id, date)),
        TE.map((day) => ok(daySheetView(day))),
      ),
});

const listOf = (name: string, status: string, summary: string): Route =>
  bearerRoute({
    method: 'GET',
    path: `${path}/${name}`,
    roles: everyRole,
    summary,
    params,
    query: object({}, paging),
    answer: { status: 200, shape: pageShape(WaitingView) },
    handler:
      (deps) =>
      ({ principal, params: { organizationId: organization, date }, query }) =>
        listPage(deps, 'deduction', {
          principal,
          organization,
          filter: { status, day: date },
          query,
          view: waitingView(deps.clock.now()),
        }),
  });

const held = listOf('held', 'held', 'Sales of that day that wait for a person, with reason and age');
const debts = listOf('debts', 'advanced', 'Sales of that day that WeChat advanced and nobody has repaid, with age');

export const dayRoutes = [sheet, held, debts];
