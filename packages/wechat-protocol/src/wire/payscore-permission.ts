import * as t from 'io-ts';
import { ordered } from './ordered.ts';
import { maybe } from './resource.ts';
import { wholeNumber } from './whole-number.ts';

/** 商户预授权 (`payscore-wire.md` §10.1). */
export const PayscorePermissionRequest = ordered('PayscorePermissionRequest', {
  service_id: t.string,
  appid: t.string,
  sub_appid: maybe(t.string),
  sub_mchid: maybe(t.string),
  /** Made by the merchant, unique. */
  authorization_code: t.string,
  notify_url: maybe(t.string),
});
export type PayscorePermissionRequest = t.TypeOf<typeof PayscorePermissionRequest>;

/** A launch parameter, valid for one hour. */
export const PayscorePermissionTokenBody = ordered('PayscorePermissionTokenBody', {
  apply_permissions_token: t.string,
});
export type PayscorePermissionTokenBody = t.TypeOf<typeof PayscorePermissionTokenBody>;

export const payscorePermissionMembers = {
  service_id: t.string,
  appid: t.string,
  mchid: t.string,
  sub_appid: maybe(t.string),
  sub_mchid: maybe(t.string),
  /** Once a user is bound. */
  openid: maybe(t.string),
  sub_openid: maybe(t.string),
  /** Asked by openid: only if made through pre-authorise. */
  authorization_code: maybe(t.string),
  /** `UNAVAILABLE` (revoked), `AVAILABLE`, `UNBINDUSER` (nobody bound to the code yet); unknown values pass. */
  authorization_state: t.string,
  notify_url: maybe(t.string),
  /** RFC 3339, sometimes with milliseconds. */
  cancel_authorization_time: maybe(t.string),
  authorization_success_time: maybe(t.string),
  user_risk_level: maybe(wholeNumber('RiskLevel')),
  risk_level_version: maybe(wholeNumber('RiskLevelVersion')),
};
/** 查询用户授权记录 (§10.2), by code and by openid. Who never authorised has none: 404 `ORDER_NOT_EXIST`, not `UNAVAILABLE`. */
export const PayscorePermissionBody = ordered('PayscorePermissionBody', payscorePermissionMembers);
export type PayscorePermissionBody = t.TypeOf<typeof PayscorePermissionBody>;

/** 解除用户授权关系 (§10.3) by code, and by openid in direct mode, where `appid` is needed; 204. */
export const PayscoreTerminateRequest = ordered('PayscoreTerminateRequest', {
  service_id: t.string,
  appid: maybe(t.string),
  sub_mchid: maybe(t.string),
  /** At most 50 characters. */
  reason: t.string,
});
export type PayscoreTerminateRequest = t.TypeOf<typeof PayscoreTerminateRequest>;

/** By openid in partner mode: the openid under either appid, in the body and not in the path; 204. */
export const PayscorePartnerTerminateRequest = ordered('PayscorePartnerTerminateRequest', {
  openid: maybe(t.string),
  sub_openid: maybe(t.string),
  service_id: t.string,
  appid: t.string,
  sub_appid: maybe(t.string),
  sub_mchid: t.string,
  reason: t.string,
});
export type PayscorePartnerTerminateRequest = t.TypeOf<typeof PayscorePartnerTerminateRequest>;
