import type { Ports } from '@facepay/composition';
import { defaultPayscorePolicy, type Fen } from '@facepay/domain';
import type { WechatHttp } from '@facepay/wechat-http';

/** The service of the emulator that is authorised once and confirmed never; we are its merchant ourselves. */
export const payscoreService = { serviceId: '500001', party: { mode: 'direct' } } as const;
export const payscoreCapFen = 50_000;

export const payscorePorts = ({ payscore }: Pick<WechatHttp, 'payscore'>): Pick<Ports, 'payscore'> =>
  payscore === undefined
    ? {}
    : {
        payscore: {
          ...payscore,
          policy: {
            ...defaultPayscorePolicy,
            riskCap: payscoreCapFen as Fen,
            assessment: 'refuse',
            ownNotifyUrl: 'https://pay.example.com/notify/wechat',
          },
        },
      };
