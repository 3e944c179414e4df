import { authinfoFace } from './authinfo.ts';
import { certificatesFace } from './certificates.ts';
import { queryContractFace } from './contracts.ts';
import { deductFace } from './deduct.ts';
import { listCollectionsFace, queryCollectionFace } from './face-collections.ts';
import { faceUnionIdFace } from './face-union-id.ts';
import { patchUserFace, queryUserFace, terminateFace } from './face-users.ts';
import type { Route } from './face.ts';
import { queryOrganizationFace } from './organizations.ts';
import { payscoreRoutes } from './payscore-routes.ts';
import { presignFace } from './presign.ts';
import { queryOrderFace } from './query-order.ts';
import { queryRefundFace, refundFace } from './refund.ts';
import { repaymentUrlFace } from './repayment-url.ts';
import { tokenFace } from './tokens.ts';

const user = /^\/v3\/offlinefacemch\/organizations\/([^/]+)\/users\/out-user-id\/([^/]+)$/;

/** The endpoints of WeChat Pay that the emulator answers. */
export const wireRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/v3\/certificates$/, face: certificatesFace },
  { method: 'GET', pattern: /^\/v3\/offlinefacemch\/organizations$/, face: queryOrganizationFace },
  { method: 'POST', pattern: /^\/v3\/offlinefacemch\/tokens$/, face: tokenFace },
  { method: 'GET', pattern: user, face: queryUserFace },
  { method: 'PATCH', pattern: user, face: patchUserFace },
  {
    method: 'POST',
    pattern: /^\/v3\/offlinefacemch\/organizations\/([^/]+)\/users\/user-id\/([^/]+)\/terminate-contract$/,
    face: terminateFace,
  },
  { method: 'POST', pattern: /^\/v3\/offlineface\/contracts\/presign$/, face: presignFace },
  { method: 'GET', pattern: /^\/v3\/offlineface\/contracts\/([^/]+)$/, face: queryContractFace },
  { method: 'POST', pattern: /^\/v3\/offlineface\/authinfo$/, face: authinfoFace },
  { method: 'GET', pattern: /^\/v3\/offlineface\/face-collections$/, face: listCollectionsFace },
  { method: 'GET', pattern: /^\/v3\/offlineface\/face-collections\/([^/]+)$/, face: queryCollectionFace },
  { method: 'POST', pattern: /^\/v3\/offlineface\/transactions$/, face: deductFace },
  { method: 'GET', pattern: /^\/v3\/offlineface\/transactions\/out-trade-no\/([^/]+)$/, face: queryOrderFace },
  { method: 'POST', pattern: /^\/v3\/offlineface\/repayment-url$/, face: repaymentUrlFace },
  { method: 'GET', pattern: /^\/v3\/facemch\/users\/([^/]+)$/, face: faceUnionIdFace },
  { method: 'POST', pattern: /^\/v3\/refund\/domestic\/refunds$/, face: refundFace },
  { method: 'GET', pattern: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, face: queryRefundFace },
  ...payscoreRoutes,
];
