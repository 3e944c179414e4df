import type { HttpAnswer } from '@facepay/wechat-protocol';
import type { Fault } from '../plan/plan.ts';

/** The request never comes to whom it is meant for. */
export const isLost = (fault: Fault | undefined): boolean =>
  fault?.kind === 'lost-request' || fault?.kind === 'half-open' || fault?.kind === 'reset-before';

/** What something between answers in the other end's place; `draw` in [0, 1) chooses among what it might say. */
export const answerBefore = (fault: Fault | undefined, draw: number): HttpAnswer | undefined =>
  fault === undefined ? undefined : inItsPlace[fault.kind]?.(draw);

/** The answer as it comes in; undefined when it never does. */
export const damagedAnswer = (answer: HttpAnswer, fault: Fault | undefined, draw: number): HttpAnswer | undefined => {
  const change = fault === undefined ? undefined : damages[fault.kind];
  return change === undefined ? answer : change(answer, draw);
};

export const flipped = (body: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(body);
  const at = copy.length >> 1;
  if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const serverError: HttpAnswer = { status: 500, headers: {}, body: Buffer.from('{"code":"SYSTEM_ERROR"}') };
const badGateway = (draw: number): HttpAnswer => ({
  status: 502 + Math.floor(draw * 3),
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><body>nginx</body></html>'),
});
const tooMany: HttpAnswer = {
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': '1' },
  body: Buffer.from('{"code":"FREQUENCY_LIMITED","message":"频率超限"}'),
};

const inItsPlace: Partial<Readonly<Record<Fault['kind'], (draw: number) => HttpAnswer>>> = {
  'error-before': () => serverError,
  'bad-gateway-before': badGateway,
  'too-many': () => tooMany,
};
type Damage = (answer: HttpAnswer, draw: number) => HttpAnswer | undefined;
const damages: Partial<Readonly<Record<Fault['kind'], Damage>>> = {
  'lost-answer': () => undefined,
  'error-after': () => serverError,
  'bad-gateway-after': (_, draw) => badGateway(draw),
  'unsigned-answer': (answer) => ({ ...answer, headers: {} }),
  'truncated-answer': (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length >> 1) }),
  'flipped-answer': (answer) => ({ ...answer, body: flipped(answer.body) }),
};
