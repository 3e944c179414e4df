import {
  type CalendarWrong,
  type Change,
  type Clock,
  eventsOf,
  type Organization,
  type OrganizationId,
  platform,
  ref,
  type SchoolCalendar,
  type Storage,
  type StoreFailure,
  whatIsWrong,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { OrganizationNotAdopted } from './require-organization.ts';

type Refusal = OrganizationNotAdopted | CalendarWrong;

/**
 * When a school charges again (INV-33). It replaces the calendar before. No request leaves out of it from now on, whatever was
 * planned under another; what is planned already is not brought forward.
 */
export const setCalendar =
  (deps: { readonly storage: Storage; readonly clock: Clock }) =>
  (id: OrganizationId, calendar: SchoolCalendar): TE.TaskEither<Refusal | StoreFailure, Organization> => {
    const faults = whatIsWrong(calendar);
    if (faults.length > 0) return TE.left({ type: 'CalendarWrong', faults });
    const at = ref('organization', id);
    return deps.storage.transact({
      organization: platform,
      read: { organization: at },
      decide: ({ organization }): E.Either<Refusal, Change<Organization>> => {
        if (organization === undefined) return E.left({ type: 'OrganizationNotAdopted' });
        if (isSame(organization.calendar, calendar)) return E.right({ writes: [], events: [], result: organization });
        const result: Organization = { ...organization, calendar, version: organization.version + 1 };
        const about = {
          organization: id,
          subject: { kind: 'organization', id },
          at: deps.clock.now(),
          versionBefore: organization.version,
        } as const;
        return E.right({
          writes: [write(at, result)],
          events: eventsOf(about, [{ type: 'OrganizationCalendarSet', calendar }]),
          result,
        });
      },
    });
  };

const isSame = (one: SchoolCalendar | undefined, other: SchoolCalendar): boolean =>
  one !== undefined && textOf(one) === textOf(other);
const textOf = ({ windows, weekdays, holidays, extraSchoolDays }: SchoolCalendar): string =>
  JSON.stringify([windows.map(({ from, to }) => [from, to]), weekdays, holidays, extraSchoolDays]);
