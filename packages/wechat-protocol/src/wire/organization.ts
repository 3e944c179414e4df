import * as t from 'io-ts';
import { resource } from './resource.ts';

/** Answer of the organization query: one object, not a list (`k12-wire.md` §5.2). */
export const OrganizationBody = resource(
  'OrganizationBody',
  { organization_id: t.string, organization_name: t.string },
  {},
);
export type OrganizationBody = t.TypeOf<typeof OrganizationBody>;
