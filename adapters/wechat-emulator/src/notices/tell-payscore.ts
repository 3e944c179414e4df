import type { PayscoreOrder } from '../money-truth/payscore-order.ts';
import type { PayscorePermission } from '../money-truth/payscore-permission.ts';
import { compactTime } from '../money-truth/payscore-time.ts';
import type { EmulatorSettings } from '../settings.ts';
import { namesOf } from '../services/sub-openid.ts';
import { payscoreBody } from '../wire/payscore-body.ts';
import type { World } from '../world/world.ts';
import type { NoticeOffice } from './notice-office.ts';

/** `payscore-wire.md` §11; a failed attempt, a create, a cancel and an expiry are told by nobody. */
export interface TellPayscore {
  readonly payscoreConfirmed: (order: PayscoreOrder, now: number) => void;
  readonly payscorePaid: (order: PayscoreOrder, now: number) => void;
  /** The user opened or closed the service; `url` is that of the pre-authorisation. */
  readonly payscoreServiceChanged: (permission: PayscorePermission, url: string | undefined, now: number) => void;
}

const originalType = 'payscore';

interface TellPayscoreDeps {
  readonly world: World;
  readonly office: NoticeOffice;
  readonly settings: EmulatorSettings;
}

export const createTellPayscore = ({ world, office, settings }: TellPayscoreDeps): TellPayscore => {
  const common = { originalType, associatedData: settings.payscoreAssociatedData };
  /**
   * An address on this machine is delivered to as it stands. Everything else goes where the developer's tunnel ends, if one is
   * registered: an emulator on a desk does not reach `https://pay.example.com`.
   */
  const reached = (url: string | undefined): { readonly url?: string } => {
    const registered = world.meta().notifyUrl;
    const named = url !== undefined && (registered === undefined || isLoopback(url)) ? url : undefined;
    return named === undefined ? {} : { url: named };
  };
  const order = (eventType: string, summary: string, of: PayscoreOrder, change: object, now: number): void =>
    office.send(
      { ...common, ...reached(of.notifyUrl), eventType, summary, resource: { ...payscoreBody(of), ...change } },
      now,
    );
  return {
    payscoreConfirmed: (of, now) => order('PAYSCORE.USER_CONFIRM', '微信支付分服务订单用户已确认', of, {}, now),
    payscorePaid: (of, now) => {
      const doing = settings.payscorePaidNoticeState === 'DOING';
      const change = {
        ...(doing && { state: 'DOING', state_description: 'MCH_COMPLETE' }),
        out_trade_no: of.payment?.outTradeNo,
      };
      order('PAYSCORE.USER_PAID', '微信支付分服务订单支付成功', of, change, now);
    },
    payscoreServiceChanged: (permission, url, now) => {
      const { party, serviceId, openid, state, outRequestNo, code } = permission;
      const opened = state === 'AVAILABLE';
      office.send(
        {
          ...common,
          ...reached(url),
          eventType: opened ? 'PAYSCORE.USER_OPEN_SERVICE' : 'PAYSCORE.USER_CLOSE_SERVICE',
          summary: opened ? '授权成功' : '解除授权成功',
          resource: {
            appid: party.appid,
            mchid: party.mchid,
            sub_appid: party.subAppid,
            sub_mchid: party.subMchid,
            service_id: serviceId,
            ...namesOf(party, openid),
            out_request_no: outRequestNo,
            user_service_status: opened ? 'USER_OPEN_SERVICE' : 'USER_CLOSE_SERVICE',
            openorclose_time: compactTime(now),
            authorization_code: code,
          },
        },
        now,
      );
    },
  };
};

const isLoopback = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
