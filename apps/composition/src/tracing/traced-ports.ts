import type { NoticeReader, Notifier, WechatDeductions } from '@facepay/domain';
import { SpanKind } from '@opentelemetry/api';
import * as E from 'fp-ts/lib/Either.js';
import { mealOf } from './meal-of.ts';
import type { SpanFacts, Tracing } from './tracing.ts';

/** Calls to WeChat, children of the step that makes them. */
export const tracedDeductions = (wechat: WechatDeductions, tracing: Tracing): WechatDeductions => ({
  prepare: wechat.prepare,
  shown: wechat.shown,
  send: (request, body, heard) => () =>
    tracing.span(
      { name: 'wechat deduct', kind: SpanKind.CLIENT, meal: mealOf(request.no) },
      wechat.send(request, body, heard),
      answerOf,
    ),
  query: (request, heard) => () => {
    tracing.belongs(mealOf(request.no)); // the step may only now know which meal it is about
    return tracing.span(
      { name: 'wechat query', kind: SpanKind.CLIENT, meal: mealOf(request.no) },
      wechat.query(request, heard),
      answerOf,
    );
  },
});

const answerOf = (answer: E.Either<{ readonly type: string }, { readonly type: string }>): SpanFacts =>
  E.isLeft(answer) ? { 'facepay.failure': answer.left.type } : { 'facepay.outcome': answer.right.type };

/** Which meal a notice is about is known once it has been verified and opened. */
export const tracedNotices = (notices: NoticeReader, tracing: Tracing): NoticeReader => ({
  read: async (request, now) => {
    const read = await notices.read(request, now);
    if (E.isRight(read) && read.right.subject.type === 'Deduction') tracing.belongs(mealOf(read.right.subject.no));
    return read;
  },
});

/** What others were told of a meal. */
export const tracedNotifier = (notifier: Notifier, tracing: Tracing): Notifier => ({
  notify: (events) => async () => {
    const told = await notifier.notify(events)();
    if (E.isLeft(told)) return told;
    for (const { subject, body, organization } of events) {
      if (subject.kind !== 'deduction') continue;
      const facts = {
        'facepay.organization': organization,
        'facepay.deduction': subject.id,
        'facepay.event': body.type,
      };
      tracing.point({ name: 'event told', kind: SpanKind.PRODUCER, meal: mealOf(subject.id), facts });
    }
    return told;
  },
});
