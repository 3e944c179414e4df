import { type Kind, type OrganizationId, platform, scopeOf } from '@facepay/domain';

/** Some kinds belong to the whole installation, whoever asks. */
export const ownerOf = (kind: Kind, organization: OrganizationId): OrganizationId =>
  scopeOf[kind] === 'platform' ? platform : organization;
