/** Paths with ids in them, as the reference writes them (`k12-wire.md` §5). */
const templates: readonly string[] = [
  '/v3/offlinefacemch/organizations/{organization_id}/users/out-user-id/{out_user_id}',
  '/v3/offlinefacemch/organizations/{organization_id}/users/user-id/{user_id}/terminate-contract',
  '/v3/offlineface/contracts/presign',
  '/v3/offlineface/contracts/{contract_id}',
  '/v3/offlineface/face-collections/{collection_id}',
  '/v3/offlineface/transactions/out-trade-no/{out_trade_no}',
  '/v3/refund/domestic/refunds/{out_refund_no}',
  '/v3/payscore/serviceorder/{out_order_no}/{call}',
  '/v3/payscore/partner/serviceorder/{out_order_no}/{call}',
  '/v3/payscore/permissions/authorization-code/{authorization_code}',
  '/v3/payscore/permissions/authorization-code/{authorization_code}/terminate',
  '/v3/payscore/permissions/openid/{openid}',
  '/v3/payscore/permissions/openid/{openid}/terminate',
  '/v3/payscore/partner/permissions/authorization-code/{authorization_code}',
  '/v3/payscore/partner/permissions/authorization-code/{authorization_code}/terminate',
  '/v3/payscore/partner/servicequotas/service-id/{service_id}',
  '/v3/facemch/users/{face_sid}',
];

export interface Templated {
  readonly template: string;
  /** The ids that stand in it, by their names. */
  readonly named: readonly (readonly [string, string])[];
}

/** The path's template; a path that we do not know keeps its words and loses what may be an id. */
export const templateOf = (path: string): Templated => {
  const segments = path.split('/');
  for (const template of templates) {
    const named = fit(template.split('/'), segments);
    if (named !== undefined) return { template, named };
  }
  return {
    template: segments.map((segment) => (/^[a-z0-9-]{0,40}$/u.test(segment) ? segment : '{id}')).join('/'),
    named: [],
  };
};

const fit = (wanted: readonly string[], segments: readonly string[]): Templated['named'] | undefined => {
  if (wanted.length !== segments.length) return undefined;
  const named: (readonly [string, string])[] = [];
  for (const [index, want] of wanted.entries()) {
    const segment = segments[index] ?? '';
    if (want.startsWith('{')) named.push([want.slice(1, -1), decodeURIComponent(segment)]);
    else if (want !== segment) return undefined;
  }
  return named;
};
