import { type NoticeContent, type NoticeSigner, sealNotice, signNotice } from './forge-notice.ts';
import type { Canteen } from './open-canteen.ts';
import { exchange, type RawAnswer, type RawRequest } from './raw-exchange.ts';

/** What a test changes of a notice that is otherwise genuine. */
export interface NoticeChange {
  readonly signer?: NoticeSigner;
  readonly content?: Partial<NoticeContent>;
  /** Unix seconds as text; signed. */
  readonly timestamp?: string;
  /** Changed after signing. An empty list leaves the header out. */
  readonly headers?: RawRequest['headers'];
  readonly body?: (signed: string) => string;
  readonly request?: Partial<Pick<RawRequest, 'method' | 'target'>>;
}
export interface NoticeSender {
  readonly wechat: NoticeSigner;
  /** A request to our notify address with everything true but what is changed. */
  readonly requestOf: (change?: NoticeChange) => RawRequest;
  readonly send: (change?: NoticeChange) => Promise<RawAnswer>;
}

/** Plays WeChat with its true keys, made and signed by an implementation that is not ours. `now` in Unix seconds. */
export const createNoticeSender = (canteen: Canteen, now: () => number): NoticeSender => {
  const { emulator, merchant, organizationId, notifyPath } = canteen;
  const platform = emulator.keys.platform.at(-1);
  if (platform === undefined) throw new Error('no platform certificate');
  const wechat: NoticeSigner = { serial: platform.serialNo, privateKeyPem: platform.privateKeyPem };
  const requestOf = (change: NoticeChange = {}): RawRequest => {
    const signed = sealNotice(merchant, {
      eventType: 'FACEPAY.USER_STATE_CHANGE',
      resource: userState(merchant.mchid, organizationId, 'pupil-00001'),
      ...change.content,
    });
    const headers = signNotice(change.signer ?? wechat, signed, change.timestamp ?? String(now()));
    return {
      method: 'POST',
      target: notifyPath,
      ...change.request,
      headers: { ...headers, ...change.headers },
      body: change.body?.(signed) ?? signed,
    };
  };
  return { wechat, requestOf, send: (change) => exchange(canteen.server.url, requestOf(change)) };
};

/** The sealed part of a notice about a face user. */
export const userState = (mchid: string, organizationId: string, outUserId: string) => ({
  user_id: 'FU000001Z0000001',
  out_user_id: outUserId,
  organization_id: organizationId,
  mch_id: mchid,
  notify_create_time: '2026-09-07T12:00:00+08:00',
});
