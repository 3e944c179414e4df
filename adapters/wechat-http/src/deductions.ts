import type { DeductionAnswer, DeductionRef, Heard, WechatDeductions, WechatFailure } from '@facepay/domain';
import { paths, TransactionBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { toDeductionAnswer } from './deduction-answer.ts';
import { toDeductionBody } from './deduction-body.ts';
import { deductionShown, toldBy } from './deduction-shown.ts';
import type { DeductionSettings } from './deduction-settings.ts';
import { unknown } from './failure.ts';
import { readBody } from './read-body.ts';
import { answerToRefusedQuery, answerToRefusedSend } from './refusals.ts';

/** 申请扣款 and 查单 (`k12-wire.md` §5.14, §5.15). */
export const createHttpWechatDeductions = (client: WechatClient, settings: DeductionSettings): WechatDeductions => ({
  prepare: toDeductionBody(settings),
  send: (request, body, heard) =>
    pipe(
      client.call({ method: 'POST', target: paths.transactions, body: Buffer.from(body, 'utf8'), movesMoney: true }),
      TE.flatMapEither((answer) =>
        told(
          heard,
          answer,
          answer.type === 'Refused' ? answerToRefusedSend(answer) : toAnswer(settings.mchid, request, 'send')(answer),
        ),
      ),
    ),
  query: (request, heard) =>
    pipe(
      client.call({ method: 'GET', target: queryTarget(settings, request) }),
      TE.flatMapEither((answer) =>
        told(
          heard,
          answer,
          answer.type === 'Refused' ? answerToRefusedQuery(answer) : toAnswer(settings.mchid, request, 'query')(answer),
        ),
      ),
    ),
  shown: (asked, request) => deductionShown(settings, asked, request),
});

type Reading = E.Either<WechatFailure, DeductionAnswer>;
/** A charge that went well needs no evidence, and is not read twice. */
const told = (heard: Heard | undefined, answer: WechatAnswer, reading: Reading): Reading => {
  if (E.isLeft(reading) || reading.right.type !== 'Settled') heard?.(toldBy(answer));
  return reading;
};

const queryTarget = ({ mchid, businessProductId }: DeductionSettings, { no, subMchid }: DeductionRef): string =>
  paths.transactionByOutTradeNo(no, { spMchid: mchid, subMchid, businessProductId });

const toAnswer =
  (mchid: string, request: DeductionRef, asked: 'send' | 'query') =>
  (answer: Extract<WechatAnswer, { type: 'Succeeded' }>): Reading =>
    pipe(
      readBody(TransactionBody)(answer),
      E.flatMap((body) =>
        pipe(
          toDeductionAnswer(mchid, request, asked)(body),
          E.mapLeft((why) => unknown(why, answer.trace)),
        ),
      ),
    );
