import type { TakenIn } from '@facepay/application';
import * as E from 'fp-ts/lib/Either.js';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { oneOf, shownText } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { bodyMaxDefault, ok, type Result, type Route } from './route.ts';

const takenIn = object({ code: oneOf('SUCCESS'), message: shownText });

/** WeChat's notices of all kinds: 2xx only once the raw bytes are durable (INV-49). Which merchant is in the path. */
const wechatNotice: Route = {
  method: 'POST',
  path: '/notify/wechat/{mchid}',
  auth: { type: 'notice' },
  bodyMax: bodyMaxDefault,
  description: {
    summary: "WeChat's notices, all kinds",
    params: object({ mchid: shownText }).schema,
    answer: { status: 200, schema: takenIn.schema },
  },
  run:
    (deps) =>
    async ({ request, params }) => {
      if (params['mchid'] !== deps.mchid) return E.left({ type: 'NotFound' });
      const { headers, body } = request;
      const taken = await deps.useCases.takeInNotice({ headers, body })();
      countNotice(deps, taken);
      return E.isLeft(taken) ? taken : E.right(success);
    },
};
const success: Result = ok({ code: 'SUCCESS', message: 'OK' });

const countNotice = ({ counters, logger }: ServerDependencies, taken: E.Either<Refusal, TakenIn>): void => {
  if (E.isRight(taken)) return counters.count('noticesTakenIn');
  counters.count('noticesRefused');
  if (taken.left.type !== 'NoticeNotAuthentic') return;
  if (taken.left.probe) return counters.count('noticeProbes'); // WeChat's own test of us raises no alarm (INV-47)
  if (taken.left.reason === 'TimestampOutsideWindow') counters.count('noticesOutsideWindow');
  logger.warn('notice refused', { reason: taken.left.reason });
};

export const wechatNoticeRoutes = [wechatNotice];
