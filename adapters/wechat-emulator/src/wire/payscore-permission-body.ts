import { beijingTime } from '../beijing-time.ts';
import { type PayscoreCode, type PayscorePermission, stateOfCode } from '../money-truth/payscore-permission.ts';
import { namesOf } from '../services/sub-openid.ts';

const timed = (at: number | undefined): string | undefined => (at === undefined ? undefined : beijingTime(at));

/** An authorisation as the queries show it (`payscore-wire.md` §10.2). */
export const permissionBody = ({ party, ...permission }: PayscorePermission): object => ({
  service_id: permission.serviceId,
  appid: party.appid,
  mchid: party.mchid,
  sub_appid: party.subAppid,
  sub_mchid: party.subMchid,
  ...namesOf(party, permission.openid),
  authorization_code: permission.code,
  authorization_state: permission.state,
  cancel_authorization_time: timed(permission.cancelledAt),
  authorization_success_time: timed(permission.authorizedAt),
});

/** The same asked for by code: before anybody is bound it is known too. */
export const codeBody = (code: PayscoreCode, permission: PayscorePermission | undefined): object => {
  const { party, openid } = code;
  return {
    service_id: code.serviceId,
    appid: party.appid,
    mchid: party.mchid,
    sub_appid: party.subAppid,
    sub_mchid: party.subMchid,
    ...namesOf(party, openid),
    authorization_code: code.code,
    authorization_state: stateOfCode(code, permission),
    notify_url: code.notifyUrl,
    cancel_authorization_time: timed(permission?.cancelledAt),
    authorization_success_time: timed(permission?.authorizedAt),
  };
};
