import type { DeductionAnswer, DeductionRef, WechatDeductions, WechatFailure } from '@facepay/domain';
import { paths, TransactionBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { toDeductionAnswer } from './deduction-answer.ts';
import { toDeductionBody } from './deduction-body.ts';
import type { DeductionSettings } from './deduction-settings.ts';
import { unknown } from './failure.ts';
import { readBody } from './read-body.ts';
import { answerToRefusedQuery, answerToRefusedSend } from './refusals.ts';

/** 申请扣款 and 查单 (`k12-wire.md` §5.14, §5.15). */
export const createHttpWechatDeductions = (client: WechatClient, settings: DeductionSettings): WechatDeductions => ({
  prepare: toDeductionBody(settings),
  send: (request, body) =>
    pipe(
      client.call({ method: 'POST', target: paths.transactions, body: Buffer.from(body, 'utf8'), movesMoney: true }),
      TE.flatMapEither((answer) =>
        answer.type === 'Refused' ? answerToRefusedSend(answer) : toAnswer(settings.mchid, request, 'send')(answer),
      ),
    ),
  query: (request) =>
    pipe(
      client.call({ method: 'GET', target: queryTarget(settings, request) }),
      TE.flatMapEither((answer) =>
        answer.type === 'Refused' ? answerToRefusedQuery(answer) : toAnswer(settings.mchid, request, 'query')(answer),
      ),
    ),
});

const queryTarget = ({ mchid, businessProductId }: DeductionSettings, { no, subMchid }: DeductionRef): string =>
  paths.transactionByOutTradeNo(no, { spMchid: mchid, subMchid, businessProductId });

const toAnswer =
  (mchid: string, request: DeductionRef, asked: 'send' | 'query') =>
  (answer: Extract<WechatAnswer, { type: 'Succeeded' }>): E.Either<WechatFailure, DeductionAnswer> =>
    pipe(
      readBody(TransactionBody)(answer),
      E.flatMap((body) =>
        pipe(
          toDeductionAnswer(mchid, request, asked)(body),
          E.mapLeft((why) => unknown(why, answer.trace)),
        ),
      ),
    );
