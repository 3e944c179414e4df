import {
  DeductionNo,
  type Hasher,
  NoticeId,
  type NoticeReader,
  type NoticeRefusal,
  OrganizationId,
  OutUserId,
  type ReadNotice,
  RefundNo,
} from '@facepay/domain';
import {
  type ApiV3Key,
  decodeBody,
  eventTypes,
  type OpenedNotice,
  openNotice,
  payscoreEventTypes,
  readUtf8,
  RefundNotice,
  type SignatureRefusal,
  TransactionBody,
  UserStateNotice,
  type Verified,
  verifyAnswer,
} from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { foreign, type NoticeMeaning, ofNoConcern, unclear } from './notice-meaning.ts';
import { payscoreOrderOf, payscorePermissionOf } from './payscore-notices.ts';
import type { PayscoreService } from './payscore-settings.ts';
import type { PlatformKeys } from './platform-keys.ts';

export interface NoticeReaderDeps {
  readonly keys: PlatformKeys;
  /** Two while the APIv3 key is being changed (INV-56). */
  readonly apiV3Keys: readonly ApiV3Key[];
  readonly mchid: string;
  readonly hasher: Hasher;
  /** Without it, what Pay Score tells is about nothing of ours. */
  readonly payscore?: PayscoreService | undefined;
}

/** WeChat's notices: signature over the raw bytes first, then the envelope, then what is sealed in it (INV-45, INV-46). */
export const createNoticeReader = (deps: NoticeReaderDeps): NoticeReader => ({
  read: async ({ headers, body }, now) => {
    const verify = (): E.Either<SignatureRefusal, Verified> => verifyAnswer(deps.keys.ring(), headers, body, now);
    let verified = verify();
    if (E.isLeft(verified) && verified.left.type === 'SerialUnknown') {
      await deps.keys.renew(); // at most once a minute for everybody; unknown until then (INV-55)
      verified = verify();
    }
    if (E.isLeft(verified)) return E.left(notAuthentic(verified.left));
    const opened = openNotice(deps.apiV3Keys, verified.right);
    return E.isLeft(opened) ? E.left(unreadable(opened.left)) : read(deps, opened.right);
  },
});

const notAuthentic = (refusal: SignatureRefusal): NoticeRefusal => ({
  type: 'NoticeNotAuthentic',
  reason: refusal.type,
  probe: refusal.type === 'SignatureWrong' ? refusal.probe : false,
});
const unreadable = ({ type }: { readonly type: string }): NoticeRefusal => ({ type: 'NoticeUnreadable', reason: type });

const read = (deps: NoticeReaderDeps, opened: OpenedNotice): E.Either<NoticeRefusal, ReadNotice> => {
  const id = NoticeId.of(opened.id);
  if (E.isLeft(id)) return E.left(unreadable(id.left));
  return E.right({
    id: id.right,
    eventType: opened.eventType,
    contentHash: deps.hasher.sha256(`${opened.eventType}\n${opened.plaintext}`),
    raw: readUtf8(opened.raw) ?? '',
    ...meaning(deps, opened),
  });
};

/** An event we do not know is stored and left alone (BAD-21); one that we know but cannot read is kept apart. */
const meaning = (deps: NoticeReaderDeps, { eventType, plaintext }: OpenedNotice): NoticeMeaning => {
  switch (eventType) {
    case eventTypes.userStateChange: {
      const notice = decodeUserState(plaintext);
      return E.isLeft(notice) ? unclear : userState(deps, notice.right);
    }
    case eventTypes.transactionSuccess:
    case eventTypes.transactionFail:
    case eventTypes.transactionPayBack: {
      const order = decodeOrder(plaintext);
      return E.isLeft(order) ? unclear : deduction(deps, order.right);
    }
    case eventTypes.refundSuccess:
    case eventTypes.refundAbnormal:
    case eventTypes.refundClosed: {
      const notice = decodeRefund(plaintext);
      return E.isLeft(notice) ? unclear : refund(deps, notice.right);
    }
    case payscoreEventTypes.userConfirm:
    case payscoreEventTypes.userPaid:
      return payscoreOrderOf(deps, plaintext);
    case payscoreEventTypes.userOpenService:
    case payscoreEventTypes.userCloseService:
      return payscorePermissionOf(deps, eventType, plaintext);
    default:
      return ofNoConcern;
  }
};

const decodeUserState = decodeBody(UserStateNotice);
const decodeOrder = decodeBody(TransactionBody);
const decodeRefund = decodeBody(RefundNotice);

const userState = (deps: NoticeReaderDeps, notice: UserStateNotice): NoticeMeaning => {
  if (notice.mch_id !== undefined && notice.mch_id !== deps.mchid) return foreign; // BAD-15
  const organization = OrganizationId.of(notice.organization_id);
  const outUserId = OutUserId.of(notice.out_user_id);
  return E.isRight(organization) && E.isRight(outUserId)
    ? { subject: { type: 'UserState', organization: organization.right, outUserId: outUserId.right } }
    : unclear;
};

const deduction = (deps: NoticeReaderDeps, order: TransactionBody): NoticeMeaning => {
  if (order.sp_mchid !== deps.mchid) return foreign;
  const no = DeductionNo.of(order.out_trade_no ?? '');
  if (E.isLeft(no) || order.amount === undefined) return unclear;
  const claim = {
    totalFen: order.amount.total,
    subMchid: order.sub_mchid,
    tradeState: order.trade_state ?? 'absent',
  };
  return { subject: { type: 'Deduction', no: no.right, claim } };
};

const refund = (deps: NoticeReaderDeps, notice: RefundNotice): NoticeMeaning => {
  if ((notice.sp_mchid ?? notice.mchid) !== deps.mchid) return foreign;
  const no = RefundNo.of(notice.out_refund_no);
  if (E.isLeft(no)) return unclear;
  const claim = {
    refundFen: notice.amount.refund,
    totalFen: notice.amount.total,
    ...(notice.sub_mchid !== undefined && { subMchid: notice.sub_mchid }),
    transactionId: notice.transaction_id,
    refundStatus: notice.refund_status ?? 'absent',
  };
  return { subject: { type: 'Refund', no: no.right, claim } };
};
