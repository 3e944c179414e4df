import { pathSegment } from './path-segment.ts';

const refunds = '/v3/refund/domestic/refunds';

/**
 * Request targets (path and query, percent-encoded) of the K12 endpoints, exactly as signed and sent; sections are those of
 * `k12-wire.md`. An empty, `.` or `..` id is a programmer error and throws: a proxy would rewrite such a path.
 */
export const paths = {
  /** §5.2 */
  organizationById: (organizationId: string): string =>
    `${organizations}?organization_id=${encodeURIComponent(organizationId)}`,
  /** §5.2 */
  organizationByName: (organizationName: string): string =>
    `${organizations}?organization_name=${encodeURIComponent(organizationName)}`,
  /** §5.4 */
  tokens: '/v3/offlinefacemch/tokens',
  /** §5.5 query, §5.6 patch */
  faceUser: (organizationId: string, outUserId: string): string =>
    `${organizations}/${pathSegment(organizationId)}/users/out-user-id/${pathSegment(outUserId)}`,
  /** §5.8: WeChat's user id, not the merchant's */
  terminateContract: (organizationId: string, userId: string): string =>
    `${organizations}/${pathSegment(organizationId)}/users/user-id/${pathSegment(userId)}/terminate-contract`,
  /** §5.9 */
  presign: '/v3/offlineface/contracts/presign',
  /** §5.10 */
  contract: (contractId: string, appid?: string): string => {
    const path = `/v3/offlineface/contracts/${pathSegment(contractId)}`;
    return appid === undefined ? path : `${path}?appid=${encodeURIComponent(appid)}`;
  },
  /** §5.11 */
  faceCollections: (organizationId: string, offset: number, limit: number): string =>
    `/v3/offlineface/face-collections?organization_id=${encodeURIComponent(organizationId)}&offset=${offset}&limit=${limit}`,
  /** §5.12 */
  authinfo: '/v3/offlineface/authinfo',
  /** §5.14 */
  transactions: '/v3/offlineface/transactions',
  /** §5.15 */
  transactionByOutTradeNo: (outTradeNo: string, query: TransactionQuery): string =>
    `/v3/offlineface/transactions/out-trade-no/${pathSegment(outTradeNo)}` +
    `?sp_mchid=${encodeURIComponent(query.spMchid)}&sub_mchid=${encodeURIComponent(query.subMchid)}` +
    `&business_product_id=${query.businessProductId}`,
  /** §5.16 */
  repaymentUrl: '/v3/offlineface/repayment-url',
  /** §5.20 */
  refunds,
  /** §5.20 */
  refundByOutRefundNo: (outRefundNo: string, subMchid?: string): string =>
    `${refunds}/${pathSegment(outRefundNo)}${subMchid === undefined ? '' : `?sub_mchid=${encodeURIComponent(subMchid)}`}`,
  /** On the face host (`facepay-device.md` §4) */
  wxpayfaceAuthinfo: '/face/get_wxpayface_authinfo',
  /** `facepay-device.md` §5 */
  faceUnionId: (faceSid: string, appid: string, subMchid?: string): string =>
    `/v3/facemch/users/${pathSegment(faceSid)}?info_type=ASK_UNIONID&appid=${encodeURIComponent(appid)}` +
    (subMchid === undefined ? '' : `&sub_mchid=${encodeURIComponent(subMchid)}`),
  /** `v3-rules.md` §4 */
  certificates: '/v3/certificates',
} as const;

export interface TransactionQuery {
  readonly spMchid: string;
  readonly subMchid: string;
  /** 2: K12, 11: company canteen. */
  readonly businessProductId: number;
}

const organizations = '/v3/offlinefacemch/organizations';
