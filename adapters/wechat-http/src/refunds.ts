import type { RefundAnswer, RefundRef, WechatFailure, WechatRefunds } from '@facepay/domain';
import { paths, RefundBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { refused, unknown } from './failure.ts';
import { isMissing, readBody } from './read-body.ts';
import { toRefundAnswer } from './refund-answer.ts';
import { toRefundBody } from './refund-body.ts';

/** 申请退款 and 查询单笔退款, the ordinary refund API (FAQ 5.2, `k12-wire.md` §5.20). */
export const createHttpWechatRefunds = (client: WechatClient): WechatRefunds => ({
  prepare: toRefundBody,
  send: (request, body) =>
    pipe(
      client.call({ method: 'POST', target: paths.refunds, body: Buffer.from(body, 'utf8'), movesMoney: true }),
      TE.flatMapEither((answer): E.Either<WechatFailure, RefundAnswer> => {
        if (answer.type === 'Succeeded') return toAnswer(request)(answer);
        const { code, words } = answer;
        return E.right({ type: 'RefundRefused', code, words });
      }),
    ),
  query: (request) =>
    pipe(
      client.call({ method: 'GET', target: paths.refundByOutRefundNo(request.no, request.subMchid) }),
      TE.flatMapEither((answer): E.Either<WechatFailure, RefundAnswer> => {
        if (answer.type === 'Succeeded') return toAnswer(request)(answer);
        return isMissing(answer) ? E.right({ type: 'RefundNotFound' }) : E.left(refused(answer.trace)); // about the question, not about the refund
      }),
    ),
});

const toAnswer =
  (request: RefundRef) =>
  (answer: Extract<WechatAnswer, { type: 'Succeeded' }>): E.Either<WechatFailure, RefundAnswer> =>
    pipe(
      readBody(RefundBody)(answer),
      E.flatMap((body) =>
        pipe(
          toRefundAnswer(request, body),
          E.mapLeft((why) => unknown(why, answer.trace)),
        ),
      ),
    );
