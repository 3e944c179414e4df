import { pathSegment } from './path-segment.ts';

/** Direct merchant, or service provider for a sub-merchant. */
export type PayscoreMode = 'direct' | 'partner';
export type PayscoreVerb = 'cancel' | 'modify' | 'complete' | 'sync' | 'send-pendingmessage' | 'send-prepaidmessage';

const bases = { direct: '/v3/payscore', partner: '/v3/payscore/partner' } as const;

/**
 * Request targets (path and query, percent-encoded) of Pay Score, exactly as signed and sent (`payscore-wire.md` §1); numbers
 * and openids never stand in them unencoded (BAD-69).
 */
export const payscorePaths = {
  orders: (mode: PayscoreMode): string => `${bases[mode]}/serviceorder`,
  /** Query: with `appid` in direct mode, `sub_mchid` in partner mode, and exactly one of number and query id. */
  orderBy: (mode: PayscoreMode, query: PayscoreOrderQuery): string =>
    `${bases[mode]}/serviceorder${queryOf(query, ['service_id', 'sub_mchid', 'out_order_no', 'query_id', 'appid'])}`,
  order: (mode: PayscoreMode, outOrderNo: string, verb: PayscoreVerb): string =>
    `${bases[mode]}/serviceorder/${pathSegment(outOrderNo)}/${verb}`,
  permissions: (mode: PayscoreMode): string => `${bases[mode]}/permissions`,
  permissionByCode: (mode: PayscoreMode, code: string, query: PayscoreService): string =>
    `${bases[mode]}/permissions/authorization-code/${pathSegment(code)}${queryOf(query, ['service_id', 'sub_mchid'])}`,
  permissionByOpenid: (openid: string, query: PayscoreService): string =>
    `${bases.direct}/permissions/openid/${pathSegment(openid)}${queryOf(query, ['service_id', 'appid'])}`,
  partnerPermissionSearch: (query: PayscoreUser): string =>
    `${bases.partner}/permissions/search` +
    queryOf(query, ['service_id', 'appid', 'sub_mchid', 'sub_appid', 'openid', 'sub_openid']),
  terminateByCode: (mode: PayscoreMode, code: string): string =>
    `${bases[mode]}/permissions/authorization-code/${pathSegment(code)}/terminate`,
  terminateByOpenid: (openid: string): string => `${bases.direct}/permissions/openid/${pathSegment(openid)}/terminate`,
  partnerTerminate: `${bases.partner}/permissions/terminate`,
  assessRisk: (mode: PayscoreMode, subMchid?: string): string =>
    `${bases[mode]}/permissions/assess-user-risk-level${queryOf({ sub_mchid: subMchid }, ['sub_mchid'])}`,
  applyForScene: `${bases.partner}/permissions/apply-for-scene`,
  quotas: (serviceId: string, query: PayscoreQuotaQuery): string =>
    `${bases.partner}/servicequotas/service-id/${pathSegment(serviceId)}` +
    queryOf(query, ['sub_mchid', 'appid', 'sub_appid', 'risk_level_version']),
  bill: (query: PayscoreBillQuery): string =>
    `${bases.direct}/merchant-bill${queryOf(query, ['bill_date', 'tar_type', 'encryption_algorithm', 'service_id'])}`,
} as const;

export interface PayscoreService {
  readonly service_id: string;
  readonly appid?: string;
  readonly sub_mchid?: string;
}
export interface PayscoreOrderQuery extends PayscoreService {
  readonly out_order_no?: string;
  readonly query_id?: string;
}
export interface PayscoreUser extends PayscoreService {
  readonly sub_appid?: string;
  readonly openid?: string;
  readonly sub_openid?: string;
}
export interface PayscoreQuotaQuery {
  readonly sub_mchid: string;
  readonly appid: string;
  readonly sub_appid?: string;
  readonly risk_level_version: string;
}
export interface PayscoreBillQuery {
  /** `yyyy-MM-dd` */
  readonly bill_date: string;
  readonly service_id: string;
  /** `AEAD_AES_256_GCM` */
  readonly encryption_algorithm: string;
  /** `GZIP` */
  readonly tar_type?: string;
}

/** The members that are given, in this order. */
const queryOf = <Query extends object>(query: Query, names: readonly (keyof Query & string)[]): string => {
  const given = names.flatMap((name) => {
    const value: unknown = query[name];
    return typeof value === 'string' ? [`${name}=${encodeURIComponent(value)}`] : [];
  });
  return given.length === 0 ? '' : `?${given.join('&')}`;
};
