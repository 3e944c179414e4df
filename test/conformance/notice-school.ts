import type { NoticeSigner, NoticeWorld, OpenNoticeWorld, SealFault, SealKey } from '@facepay/conformance';
import { type NoticeRequest, type NoticeSubject, OutUserId } from '@facepay/domain';
import { createHasher } from '@facepay/system';
import { createNoticeReader } from '@facepay/wechat-http';
import { apiV3Key, eventTypes, payscoreEventTypes, toHeaderLists, writeCompactTime } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { type NoticeSigner as Key, sealNotice, signNotice } from '../support/forge-notice.ts';
import { fetchMerchant } from '../support/merchant.ts';
import { type KeyMode, openSchool, schoolKeys } from './wechat-school.ts';

/** Of our Pay Score service. */
const serviceId = '500001';
const sealKeys: Readonly<Record<SealKey, string>> = {
  current: schoolKeys.apiV3Key,
  previous: 'the-key-before-this-one-32-bytes',
  unknown: '0123456789abcdefghijklmnopqrstuv',
};

/** Our reader over the keys of the emulator. By hand, notices are sealed and signed by an implementation that is not ours. */
export const openNoticeSchool =
  (mode: KeyMode): OpenNoticeWorld =>
  async (): Promise<NoticeWorld> => {
    const delivered: NoticeRequest[] = [];
    const school = await openSchool({
      mode,
      settings: { transactionNotices: true },
      deliver: async ({ headers, body }) => {
        delivered.push({ headers: toHeaderLists(headers), body });
        return { type: 'NotSent', reason: 'taken in, but not acknowledged' };
      },
    });
    await school.control('POST', '/notify-url', { url: 'https://school.example/notify' });
    const merchant = await fetchMerchant((method, target) => school.control(method, target.slice('/_emulator'.length)));
    const signers = signersIn(mode);
    return {
      ...school,
      reader: createNoticeReader({
        keys: school.wechat.keys,
        apiV3Keys: [sealKeys.current, sealKeys.previous].map((key) => must(apiV3Key(key))),
        mchid: schoolKeys.mchid,
        payscore: { serviceId, party: { mode: 'direct' } },
        hasher: createHasher(),
      }),
      sent: async () => {
        await school.pass(0);
        return delivered.splice(0);
      },
      write: async (draft = {}) => {
        const { id, signer = 'wechat', sealedWith = 'current', sealFault, signedAt } = draft;
        const { subject = userStateOf(school.organization) } = draft;
        const content = {
          ...(id !== undefined && { id }),
          eventType: eventTypeOf(subject),
          resource: draft.content ?? resourceOf(subject, draft.merchant ?? 'ours'),
          sealed: sealFault === undefined ? {} : sealedPart[sealFault],
        };
        const sealed = sealNotice({ ...merchant, apiV3Key: sealKeys[sealedWith] }, content);
        const body = draft.body ?? (sealFault === 'tag-flipped' ? flipTag(sealed) : sealed);
        const headers = signNotice(signers[signer], body, signedAt ?? String(Math.floor(school.now() / 1000)));
        return { headers: toHeaderLists(headers), body: Buffer.from(body) };
      },
      refreshes: () => school.requestsTo('/v3/certificates'),
      changeKeys: async () => {
        await school.control('POST', '/keys/rotate', {});
      },
    };
  };

const signersIn = (mode: KeyMode): Readonly<Record<NoticeSigner, Key>> => {
  const { publicKey, platform, merchant } = schoolKeys;
  const [certified] = platform;
  if (certified === undefined) throw new Error('no platform certificate');
  const byCertificate = { serial: certified.serialNo, privateKeyPem: certified.privateKeyPem };
  const wechat =
    mode === 'certificate' ? byCertificate : { serial: publicKey.id, privateKeyPem: publicKey.privateKeyPem };
  const { privateKeyPem } = merchant;
  return {
    wechat,
    expired: byCertificate,
    merchant: { serial: merchant.serialNo, privateKeyPem },
    'merchant-as-wechat': { serial: wechat.serial, privateKeyPem },
    'merchant-as-nobody': { serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', privateKeyPem },
  };
};

const userStateOf = (organization: NoticeWorld['organization']): NoticeSubject => ({
  type: 'UserState',
  organization,
  outUserId: must(OutUserId.of('pupil-0001')),
});
const eventTypeOf = (subject: NoticeSubject): string => {
  switch (subject.type) {
    case 'UserState':
      return eventTypes.userStateChange;
    case 'Deduction':
      return subject.claim.tradeState === 'SUCCESS' ? eventTypes.transactionSuccess : eventTypes.transactionFail;
    case 'Refund':
      return `REFUND.${subject.claim.refundStatus}`;
    case 'PayscoreOrder':
      return subject.claim.collection === 'USER_PAID' ? payscoreEventTypes.userPaid : payscoreEventTypes.userConfirm;
    case 'PayscorePermission':
      return subject.open ? payscoreEventTypes.userOpenService : payscoreEventTypes.userCloseService;
    case 'Other':
      return 'SOMETHING.NEW';
  }
};
const resourceOf = (subject: NoticeSubject, whose: 'ours' | 'another'): object => {
  const mchid = whose === 'ours' ? schoolKeys.mchid : '1999999999';
  switch (subject.type) {
    case 'UserState': {
      const { organization, outUserId } = subject;
      return { user_id: 'FU1', out_user_id: outUserId, organization_id: organization, mch_id: mchid };
    }
    case 'Deduction': {
      const { totalFen: total, subMchid, tradeState } = subject.claim;
      const order = { sp_mchid: mchid, sub_mchid: subMchid, out_trade_no: subject.no };
      return { ...order, amount: { total, currency: 'CNY' }, trade_state: tradeState };
    }
    case 'Refund': {
      const { refundFen, totalFen, subMchid, transactionId, refundStatus } = subject.claim;
      return {
        ...(subMchid === undefined ? { mchid } : { sp_mchid: mchid, sub_mchid: subMchid }),
        out_refund_no: subject.no,
        transaction_id: transactionId,
        refund_status: refundStatus,
        amount: { total: totalFen, refund: refundFen },
      };
    }
    case 'PayscoreOrder': {
      const { state, collection, totalFen: total } = subject.claim;
      const paid = collection === 'USER_PAID' ? (total ?? 0) : 0;
      const order = { appid: schoolKeys.appid, mchid, service_id: serviceId, out_order_no: subject.no, state };
      const amounts = { total_amount: total, paying_amount: (total ?? 0) - paid, paid_amount: paid };
      return total === undefined ? order : { ...order, collection: { state: collection, ...amounts } };
    }
    case 'PayscorePermission': {
      const { openid, open, happenedAt: ms, code, outRequestNo } = subject;
      return {
        appid: schoolKeys.appid,
        mchid,
        service_id: serviceId,
        openid,
        out_request_no: outRequestNo,
        user_service_status: open ? 'USER_OPEN_SERVICE' : 'USER_CLOSE_SERVICE',
        openorclose_time: writeCompactTime({ precision: 'second', ms }),
        authorization_code: code,
      };
    }
    case 'Other':
      return { something: 'new' };
  }
};

/** Members of the sealed part that are not what they should be; the flipped tag is made afterwards. */
const sealedPart: Readonly<Record<SealFault, Readonly<Record<string, string>>>> = {
  'tag-flipped': {},
  'shorter-than-its-tag': { ciphertext: Buffer.alloc(15).toString('base64') },
  'nonce-of-11-bytes': { nonce: 'abcdefghijk' },
  'nonce-of-13-bytes': { nonce: 'abcdefghijklm' },
  'other-algorithm': { algorithm: 'AEAD_SM4_GCM' },
  'other-associated-data': { associated_data: 'other' },
};
const flipTag = (sealed: string): string => {
  const envelope = JSON.parse(sealed);
  const bytes = Buffer.from(String(envelope.resource.ciphertext), 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return JSON.stringify({ ...envelope, resource: { ...envelope.resource, ciphertext: bytes.toString('base64') } });
};
const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`not legal: ${JSON.stringify(either.left)}`);
  return either.right;
};
