import type { PayscoreMode } from '@facepay/wechat-protocol';
import type { Face, Route } from './face.ts';
import { billDownloadFace, payscoreBillFace } from './payscore-bill.ts';
import { createPayscoreFace } from './payscore-create.ts';
import {
  cancelPayscoreFace,
  completePayscoreFace,
  messagePayscoreFace,
  modifyPayscoreFace,
  payPayscoreFace,
  syncPayscoreFace,
} from './payscore-orders.ts';
import { permissionByCodeFace, permissionByOpenidFace, preAuthorizeFace } from './payscore-permissions.ts';
import { queryPayscoreFace } from './payscore-query.ts';
import { applyForSceneFace, assessRiskFace, quotasFace } from './payscore-risk.ts';
import { terminateByCodeFace, terminateByOpenidFace } from './payscore-terminate.ts';

const at = (method: Route['method'], path: string, face: Face): Route => ({
  method,
  pattern: new RegExp(`^/v3/payscore/${path.replaceAll('*', '([^/]+)')}$`),
  face,
});

/** The same under `/v3/payscore` and `/v3/payscore/partner`. */
const inBoth = (method: Route['method'], path: string, face: (mode: PayscoreMode) => Face): readonly Route[] => [
  at(method, path, face('direct')),
  at(method, `partner/${path}`, face('partner')),
];

/** Every endpoint of `payscore-wire.md` §1 that is not marked legacy, and `pay`. */
export const payscoreRoutes: readonly Route[] = [
  ...inBoth('POST', 'serviceorder', createPayscoreFace),
  ...inBoth('GET', 'serviceorder', queryPayscoreFace),
  ...inBoth('POST', 'serviceorder/*/cancel', cancelPayscoreFace),
  ...inBoth('POST', 'serviceorder/*/modify', modifyPayscoreFace),
  ...inBoth('POST', 'serviceorder/*/complete', completePayscoreFace),
  ...inBoth('POST', 'serviceorder/*/sync', syncPayscoreFace),
  ...inBoth('POST', 'serviceorder/*/pay', payPayscoreFace),
  ...inBoth('POST', 'serviceorder/*/send-pendingmessage', messagePayscoreFace('pending')),
  ...inBoth('POST', 'serviceorder/*/send-prepaidmessage', messagePayscoreFace('prepaid')),
  ...inBoth('POST', 'permissions', preAuthorizeFace),
  ...inBoth('GET', 'permissions/authorization-code/*', permissionByCodeFace),
  at('GET', 'permissions/openid/*', permissionByOpenidFace('direct')),
  at('GET', 'partner/permissions/search', permissionByOpenidFace('partner')),
  ...inBoth('POST', 'permissions/authorization-code/*/terminate', terminateByCodeFace),
  at('POST', 'permissions/openid/*/terminate', terminateByOpenidFace('direct')),
  at('POST', 'partner/permissions/terminate', terminateByOpenidFace('partner')),
  ...inBoth('POST', 'permissions/assess-user-risk-level', assessRiskFace),
  at('POST', 'partner/permissions/apply-for-scene', applyForSceneFace),
  at('GET', 'partner/servicequotas/service-id/*', quotasFace),
  at('GET', 'merchant-bill', payscoreBillFace),
  { method: 'GET', pattern: /^\/v3\/billdownload\/file$/, face: billDownloadFace },
];
