import type { PayscoreAnswer, WechatFailure } from '@facepay/domain';
import { notUnderstoodMark } from '@facepay/domain';
import { requestIdTails } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { type PayscoreRow, payscoreRows } from '../src/payscore-rows.ts';
import type { Reply } from './fake-gateway.ts';
import { openPayscoreGateway, payscoreRef, wishes } from './payscore-orders.ts';
import { tableOf } from './table-of.ts';

type Told = E.Either<WechatFailure, PayscoreAnswer>;
/** The real adapter, asked to complete an order and about it, by a gateway that really signs. */
export const told = async (reply: Reply): Promise<{ readonly send: Told; readonly query: Told }> => {
  const { payscore, ...gateway } = openPayscoreGateway();
  gateway.reply(() => reply);
  const { orders } = payscore;
  return {
    send: await orders.send(payscoreRef, 'complete', orders.prepare(wishes.complete))(),
    query: await orders.query(payscoreRef)(),
  };
};

/** What is done, in the words of the page. */
export const doneOn = (answer: Told): string => {
  if (E.isLeft(answer)) return doneOnFailure(answer.left);
  switch (answer.right.type) {
    case 'PayscoreShown':
      return 'believed';
    case 'PayscoreAccepted':
      return 'query';
    case 'PayscoreNotFound':
      return 'not there';
    case 'PayscoreBeingCharged':
      return 'wait, same bytes again';
    case 'PayscoreRefused':
      return answer.right.next === 'query' ? 'query decides' : 'refused for good';
  }
};
const doneOnFailure = ({ type, reason }: WechatFailure): string => {
  switch (type) {
    case 'WechatUnknown':
      return reason.startsWith(notUnderstoodMark) ? 'unknown, query, alarm' : 'unknown, query';
    case 'WechatUnavailable':
      return 'later, same bytes again';
    case 'WechatRefused':
      return 'ask again later';
  }
};

export const refusal = (http: string, code: string, message = ''): Reply => ({
  status: Number(http),
  body: { code, message },
});
const line = async (word: string, reply: Reply, means: string, source: string): Promise<readonly string[]> => {
  const { send, query } = await told(reply);
  return [word, doneOn(send), doneOn(query), means, source];
};
const wordOf = ({ http, code, words, tails = [] }: PayscoreRow): string => {
  const causes = [...(words ?? []).map((part) => `“…${part}…”`), ...tails.map((tail) => `-${tail}`)];
  return `${http} \`${code}\`${causes.length === 0 ? '' : ` ${causes.join(' ')}`}`;
};

/** `docs/payscore-errors.md`: every row, answered by the real adapter. */
export const payscoreErrorsPage = async (): Promise<string> => {
  const rows = payscoreRows.map((row) =>
    line(wordOf(row), refusal(row.http, row.code, row.words?.[0]), row.means, row.source),
  );
  const other = line(
    'any other',
    refusal('400', 'SOMETHING_NEW'),
    'A code that nobody here knows: neither done nor refused.',
    'INV-9',
  );
  return [
    introduction,
    tableOf(['answer', 'to our request', 'to a query', 'what it means', 'source'], await Promise.all([...rows, other])),
    tailsIntroduction,
    tableOf(
      ['tail', 'what it means'],
      Object.entries(requestIdTails).map(([tail, means]) => [tail, means]),
    ),
    '',
  ].join('\n');
};

const introduction = `# What is done about each refusal of Pay Score

A row for each code of \`payscore-wire.md\` §13, first match wins; the rows are data in
\`adapters/wechat-http/src/payscore-rows.ts\`. This page is written by \`adapters/wechat-http/src/payscore-errors.test.ts\`: each code is
put into a signed answer and read by the adapter, so it cannot say anything but what is done. After a change, write it anew with
\`pnpm test adapters/wechat-http/src/payscore-errors.test.ts --update\`.

- **unknown, query**: the request may have been taken in. The order is asked for; only where a query proves that it was not taken in,
  and no request can be on its way, the same stored bytes go out again (INV-12, INV-75).
- **query decides**: the order may stand otherwise than we believe. What the query shows is believed; where it shows the call not taken
  in, the call ends as refused, with WeChat's words. INVALID_REQUEST and INVALID_ORDER_STATE are both "wrong state".
- **wait, same bytes again**: the user is in the cashier or a deduction is running; three minutes, then again (INV-80).
- **refused for good**: nothing was taken in, and the same request would meet it again. The caller is told WeChat's words.
- **not there**: to a query, WeChat does not have the order; to a create, the user never authorised the service; to another call, a
  query decides. Of an authorisation it means "never", which is not \`UNAVAILABLE\`.

Codes are compared without blanks, as the documents print \`ORDER_NOT_ EXIST\`. No answer at all, one without a valid signature, HTTP
5xx, or a body that cannot be read or speaks of another order, service or merchant: unknown, query (INV-9, INV-10, INV-54). A partner's 204
means "taken in" and nothing more: query.
`;
const tailsIntroduction = `
## The number at the end of \`Request-ID\`

It is written behind WeChat's words where a call was refused, for support (\`payscore-wire.md\` §13 [sdk]; \`packages/wechat-protocol/src/request-id-tails.ts\`).
Rows above that name one are also met by it.
`;
