import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { RepaymentUrlRequest } from '@facepay/wechat-protocol';
import { beijingTime } from '../beijing-time.ts';
import type { Face, FaceAnswer } from './face.ts';
import { readBody } from './read-body.ts';
import { invalidRequest, notExists } from './wire-error.ts';

/** `POST /v3/offlineface/repayment-url` (`k12-wire.md` §5.16): only for somebody who owes. */
export const repaymentUrlFace: Face =
  (engine) =>
  ({ body }) =>
    pipe(
      readBody(RepaymentUrlRequest, body),
      E.map(({ organization_id: organizationId, out_user_id: outUserId }): FaceAnswer => {
        const user = engine.users.find(organizationId, outUserId);
        if (user === undefined) return notExists('刷脸用户不存在');
        if (engine.world.orders.openAdvances(user.userId) === 0) return invalidRequest('用户没有待还款的垫资订单');
        const expiresAt = engine.clock.now() + engine.settings.repaymentUrlLifeMs;
        return {
          status: 200,
          body: {
            repayment_url: `https://payapp.weixin.qq.com/facepay/repay?session=${engine.ids.token()}`,
            expire_at: beijingTime(expiresAt),
          },
        };
      }),
      E.toUnion,
    );
