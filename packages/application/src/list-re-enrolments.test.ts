import { type OrganizationId, type OutUserId, type ReEnrolment, type UserId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, test } from 'vitest';
import { lost, openSchool, pupil, right, school, userId } from '../test/school.ts';
import { listReEnrolments } from './list-re-enrolments.ts';
import { putMember } from './put-member.ts';
import { syncMember } from './sync-member.ts';

const item = (n: number, of: UserId): ReEnrolment => ({
  id: `FC${String(n).padStart(4, '0')}`,
  userId: of,
  state: 'required',
});
/** WeChat's list, and the offsets it was asked for. */
const listOf = (items: readonly ReEnrolment[]) => {
  const asked: number[] = [];
  const page = (_: OrganizationId, offset: number, countMax: number) => {
    asked.push(offset);
    return TE.right(items.slice(offset, offset + countMax));
  };
  return { asked, reEnrolments: { page } };
};

test('FAQ 1.21 the list is read to its end, and stands by class; whom our roster does not know comes last', async () => {
  const { deps } = await openSchool();
  right(await syncMember(deps)({ organization: school, outUserId: pupil })());
  const strangers = Array.from({ length: 250 }, (_, n) => item(n, `FU-stranger-${n}` as UserId));
  const { asked, reEnrolments } = listOf([...strangers, item(900, userId)]);
  const found = right(await listReEnrolments({ ...deps, reEnrolments })(school)());
  expect(asked).toEqual([0, 100, 200]);
  expect(found).toHaveLength(251);
  expect(found[0]).toMatchObject({ reEnrolment: { id: 'FC0900' }, member: { outUserId: pupil } });
  expect(found.slice(1).every(({ member }) => member === undefined)).toBe(true);
});

test('of a roster of several pages the right ones are found', async () => {
  const { deps } = await openSchool();
  const profile = { name: '韩', phone: '13800000000', userType: 'student', classOrPost: '一年一班' } as const;
  for (let n = 0; n < 205; n += 1)
    right(await putMember(deps)({ organization: school, outUserId: `filler-${n}` as OutUserId }, profile)());
  right(await syncMember(deps)({ organization: school, outUserId: pupil })());
  const { reEnrolments } = listOf([item(1, userId)]);
  const found = right(await listReEnrolments({ ...deps, reEnrolments })(school)());
  expect(found.map(({ member }) => member?.outUserId)).toEqual([pupil]);
});

test('what WeChat does not answer is no empty list, nor is a school we do not have', async () => {
  const { deps } = await openSchool();
  const silent = { page: () => TE.left(lost) };
  expect(await listReEnrolments({ ...deps, reEnrolments: silent })(school)()).toEqual(E.left(lost));
  const other = 'O00A1B2Z9999999999' as OrganizationId;
  const { reEnrolments } = listOf([]);
  expect(await listReEnrolments({ ...deps, reEnrolments })(other)()).toEqual(
    E.left({ type: 'OrganizationNotAdopted' }),
  );
});
