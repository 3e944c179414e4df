import { actionOnQuery, actionOnSend, type DeductionAction, type DeductionAnswer } from '@facepay/domain';
import type { WechatFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { codeRows, errorTypeRows } from '../src/decision-rows.ts';
import { debtRows, stateRows } from '../src/state-rows.ts';
import { openFakeGateway, type Reply } from './fake-gateway.ts';
import { order, paidBody, request } from './orders.ts';
import { tableOf } from './table-of.ts';

type Told = E.Either<WechatFailure, DeductionAnswer>;
/** The real adapter, asked by a gateway that really signs. */
export const told = async (reply: Reply): Promise<{ readonly send: Told; readonly query: Told }> => {
  const { wechat, ...gateway } = openFakeGateway();
  gateway.reply(() => reply);
  const { deductions } = wechat;
  return { send: await deductions.send(order, deductions.prepare(request))(), query: await deductions.query(order)() };
};

/** What is done, in the words of the page. */
export const doneOn = (asked: 'send' | 'query', answer: Told): string => {
  if (E.isLeft(answer)) return asked === 'send' ? 'unknown, query' : 'query again later';
  const action = (asked === 'send' ? actionOnSend : actionOnQuery)(answer.right);
  return wordsOf(action, asked);
};
const wordsOf = (action: DeductionAction, asked: 'send' | 'query'): string => {
  switch (action.type) {
    case 'Settle':
      return 'settled';
    case 'Wait':
      return asked === 'send' ? 'under way, query' : 'query again later';
    case 'Query':
      return `${asked === 'send' ? 'unknown, query' : 'query again later'}${action.alarm ? ', alarm' : ''}`;
    case 'NextGeneration':
      return asked === 'send' ? 'unknown, query' : 'second query, then a new number';
    case 'SendAgain':
      return 'same number and bytes again';
    case 'RetryInWindow':
      return 'retry in a window';
    case 'Hold':
      return `hold: ${action.reason}`;
    case 'Stop':
      return 'stop: held as refused, alarm';
  }
};

const paid = (change: object): Reply => ({ body: { ...paidBody, ...change } });
const refusal = (http: string, code: string, message: string): Reply => ({
  status: Number(http),
  body: { code, message },
});
const strange = 'SOMETHING_NEW';
const line = async (word: string, reply: Reply, means: string, source: string): Promise<readonly string[]> => {
  const { send, query } = await told(reply);
  return [word, doneOn('send', send), doneOn('query', query), means, source];
};
const other = (reply: Reply, means: string, source: string) => line('any other', reply, means, source);

/** `docs/decision-table.md`: every word, answered by the real adapter and acted upon by the real rules. */
export const decisionPage = async (): Promise<string> => {
  const codes = codeRows.map(({ http, code, words, means, source }) =>
    line(
      `${http} \`${code}\`${words === undefined ? '' : ` “${words}…”`}`,
      refusal(http, code, words ?? ''),
      means,
      source,
    ),
  );
  const states = stateRows.map(({ state, means, source }) =>
    line(`\`${state}\``, paid({ trade_state: state, debt_state: 'NOT_DEBT' }), means, source),
  );
  const errors = errorTypeRows.map(({ errorType, means, source }) =>
    line(
      errorType === '' ? 'none' : `\`${errorType}\``,
      paid({ trade_state: 'PAYERROR', error_type: errorType }),
      means,
      source,
    ),
  );
  const debts = debtRows.map(({ debt, reads, means, source }) => [`\`${debt}\``, reads, means, source]);
  return [
    introduction,
    '## Codes of refusals\n',
    tableOf(head('answer'), [
      ...(await Promise.all(codes)),
      await other(refusal('400', strange, ''), unknownWord, 'INV-9'),
    ]),
    '\n## `trade_state`, with HTTP 200\n',
    tableOf(head('`trade_state`'), [
      ...(await Promise.all(states)),
      await other(paid({ trade_state: strange }), unknownWord, 'BAD-28'),
    ]),
    '\n## `error_type` of a `PAYERROR`\n',
    tableOf(head('`error_type`'), [
      ...(await Promise.all(errors)),
      await other(paid({ trade_state: 'PAYERROR', error_type: strange }), unknownError, '§6.4: an open set'),
    ]),
    '\n## `debt_state` of a `SUCCESS`\n',
    tableOf(
      ['`debt_state`', 'advance', 'what it means', 'source'],
      [
        ...debts,
        [
          'any other, or none',
          'none; open with `bank_type` `BPA`',
          'The merchant is paid all the same.',
          '§6.3 [inferred]',
        ],
      ],
    ),
    closing,
  ].join('\n');
};

const head = (name: string): readonly string[] => [name, 'to our request', 'to a query', 'what it means', 'source'];

const unknownWord =
  'A word that nobody here knows, so neither charged nor failed. The query decides; a query that finds no order makes it held as refused.';
const unknownError = 'Asked about first; where the query says `PAYERROR` too, the state decides: it failed.';
const introduction = `# What is done about each answer of WeChat's

FAQ 2.2: HTTP 200 means that the call worked, not that the money moved. This page has a row for each code, \`trade_state\`,
\`error_type\` and \`debt_state\` that is attested anywhere (\`k12-wire.md\` §1.4, §6.2 to §6.4). It is written by
\`adapters/wechat-http/src/decision-table.test.ts\`: each word is put into a signed answer, read by the adapter
(\`adapters/wechat-http/src/decision-rows.ts\`, \`adapters/wechat-http/src/state-rows.ts\`) and acted upon by the rules
(\`packages/domain/src/deduction/actions.ts\`), so it cannot say anything but what is done. After a change, write it anew with
\`pnpm test adapters/wechat-http/src/decision-table.test.ts --update\`.

- **unknown, query**: it may have been charged. The part of the limit stays set aside, WeChat is asked after 2 s, 5 s, 15 s … and
  hourly; after 48 hours it is held as \`unknown\` for a person (INV-9, INV-99).
- **retry in a window**: it was not charged. The same number and the same bytes, at most 5 times an order and day, only in the
  organization's windows on its school days (INV-33). "Not charged" counts from a query only once no request can be on its way (INV-12).
- **second query, then a new number**: only after WeChat said "closed" and a later query proved that nobody paid (INV-7).
- **hold**, **stop**: waits for an event or a person and is listed with its reason; nothing more leaves by itself (INV-19).

No answer at all, one without a valid signature, HTTP 429, 5xx, or anything that cannot be read: unknown, query (INV-9, INV-54).
A \`SUCCESS\` of another number, amount, currency or merchant: unknown, query, alarm (INV-10, BAD-29).
`;
const closing = `
What a word means where WeChat does not publish it is marked [assumed] or [inferred]; a live finding changes one row.
`;
