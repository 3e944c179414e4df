import { AuthorizationCode, Instant, Openid, PayscoreOrderNo } from '@facepay/domain';
import {
  decodeBody,
  payscoreEventTypes,
  PayscoreOrderNotice,
  PayscoreServiceNotice,
  readCompactTime,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { foreign, type NoticeMeaning, ofNoConcern, unclear } from './notice-meaning.ts';
import { type PayscoreService, subMchidOf } from './payscore-settings.ts';

interface Ours {
  readonly mchid: string;
  readonly payscore?: PayscoreService | undefined;
}

/** USER_CONFIRM and USER_PAID (`payscore-wire.md` §11): points at an order, and is believed in nothing else. */
export const payscoreOrderOf = ({ mchid, payscore }: Ours, plaintext: string): NoticeMeaning => {
  if (payscore === undefined) return ofNoConcern;
  const notice = decodeOrder(plaintext);
  if (E.isLeft(notice)) return unclear;
  const { right: order } = notice;
  if (isForeign(order, mchid, payscore)) return foreign;
  if (order.service_id !== payscore.serviceId) return ofNoConcern;
  const no = PayscoreOrderNo.of(order.out_order_no);
  if (E.isLeft(no)) return unclear;
  const totalFen = order.collection?.total_amount ?? order.total_amount;
  const claim = { state: order.state, collection: order.collection?.state ?? 'absent' };
  return {
    subject: {
      type: 'PayscoreOrder',
      no: no.right,
      claim: totalFen === undefined ? claim : { ...claim, totalFen },
    },
  };
};

/**
 * USER_OPEN_SERVICE and USER_CLOSE_SERVICE. The campus product sends the first one, too, with a contract in it: without our
 * service id it is not for us, whatever else it says.
 */
export const payscorePermissionOf = (
  { mchid, payscore }: Ours,
  eventType: string,
  plaintext: string,
): NoticeMeaning => {
  const named = decodeServiceId(plaintext);
  if (E.isLeft(named)) return payscore === undefined ? ofNoConcern : unclear;
  if (payscore === undefined || named.right.service_id !== payscore.serviceId) return ofNoConcern;
  const notice = decodeService(plaintext);
  if (E.isLeft(notice)) return unclear;
  const { right: change } = notice;
  if (isForeign(change, mchid, payscore)) return foreign;
  const openid = Openid.of(change.openid ?? '');
  const code = AuthorizationCode.of(change.authorization_code ?? '');
  const happened = readCompactTime(change.openorclose_time ?? '');
  if (E.isLeft(openid) || happened?.precision !== 'second') return unclear;
  return {
    subject: {
      type: 'PayscorePermission',
      openid: openid.right,
      open: eventType === payscoreEventTypes.userOpenService,
      happenedAt: Instant.of(happened.ms),
      ...(E.isRight(code) && { code: code.right }),
      ...(change.out_request_no !== undefined && { outRequestNo: change.out_request_no }),
    },
  };
};

const decodeOrder = decodeBody(PayscoreOrderNotice);
const decodeService = decodeBody(PayscoreServiceNotice);
const decodeServiceId = decodeBody(t.partial({ service_id: t.unknown }));

interface Owner {
  readonly mchid: string;
  readonly sub_mchid?: string | undefined;
}
const isForeign = (owner: Owner, mchid: string, payscore: PayscoreService): boolean => {
  const subMchid = subMchidOf(payscore);
  return owner.mchid !== mchid || (subMchid !== undefined && (owner.sub_mchid ?? subMchid) !== subMchid);
};
