import {
  type CalendarWrong,
  type Clock,
  type Organization,
  type OrganizationId,
  type SchoolCalendar,
  type Storage,
  type StoreFailure,
  whatIsWrong,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changeOrganization } from './change-organization.ts';
import type { OrganizationNotAdopted } from './require-organization.ts';

/**
 * When a school charges again (INV-33). It replaces the calendar before. No request leaves out of it from now on, whatever was
 * planned under another; what is planned already is not brought forward.
 */
export const setCalendar =
  (deps: { readonly storage: Storage; readonly clock: Clock }) =>
  (
    id: OrganizationId,
    calendar: SchoolCalendar,
  ): TE.TaskEither<OrganizationNotAdopted | CalendarWrong | StoreFailure, Organization> => {
    const faults = whatIsWrong(calendar);
    if (faults.length > 0) return TE.left({ type: 'CalendarWrong', faults });
    return changeOrganization(deps)(id, (organization) =>
      E.right(
        isSame(organization.calendar, calendar)
          ? 'unchanged'
          : { to: { ...organization, calendar }, event: { type: 'OrganizationCalendarSet', calendar } },
      ),
    );
  };

const isSame = (one: SchoolCalendar | undefined, other: SchoolCalendar): boolean =>
  one !== undefined && textOf(one) === textOf(other);
const textOf = ({ windows, weekdays, holidays, extraSchoolDays }: SchoolCalendar): string =>
  JSON.stringify([windows.map(({ from, to }) => [from, to]), weekdays, holidays, extraSchoolDays]);
