import type { Profile } from '@facepay/domain';
import { phone } from '../shape/kernel-shapes.ts';
import { oneOf, text, time } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** A roster entry, as PUT of a member and an import of many take it. */
export const rosterRequired = {
  name: text(64),
  phone,
  userType: oneOf('student', 'staff'),
  classOrPost: text(64, '班级 or 岗位, in full'),
};
export const rosterOptional = {
  guardianConsent: object({ guardian: text(64), textVersion: text(64), at: time }),
};
export const roster = object(rosterRequired, rosterOptional);

export const toProfile = ({ guardianConsent, ...rest }: ShapeOf<typeof roster>): Profile => ({
  ...rest,
  ...(guardianConsent === undefined ? {} : { consent: guardianConsent }),
});
