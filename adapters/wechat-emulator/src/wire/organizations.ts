import type { Face } from './face.ts';
import { notExists, paramError } from './wire-error.ts';

/** `GET /v3/offlinefacemch/organizations` (`k12-wire.md` §5.2): by id or by exact name. */
export const queryOrganizationFace: Face =
  (engine) =>
  ({ query }) => {
    const id = query.get('organization_id');
    const name = query.get('organization_name');
    if (!id && !name)
      return paramError({ field: 'organization_id', issue: '机构ID与机构名称必填其一', location: 'query' });
    const found = id
      ? engine.world.organizations.get(id)
      : engine.world.organizations.values().find((one) => one.organizationName === name);
    if (found === undefined || (name && found.organizationName !== name)) return notExists('机构不存在');
    const { organizationId, organizationName } = found;
    return { status: 200, body: { organization_id: organizationId, organization_name: organizationName } };
  };
