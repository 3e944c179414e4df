import type { LogFields, Logger } from '@facepay/domain';
import type { Handle } from '@facepay/wechat-protocol';
import type { NetworkWatch } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import { officeToken } from '../world/keys.ts';

/** INV-88: names, phones, papers, cards, tokens and credentials are in no log line, no URL and no refusal. */
export interface LeakOracle {
  readonly log: (process: string) => Logger;
  readonly watch: (inner: NetworkWatch) => NetworkWatch;
  readonly atServer: (handle: Handle) => Handle;
}

export const createLeakOracle = ({ plan, violate, count }: Simulation, secrets: readonly string[]): LeakOracle => {
  const people = plan.pupils.flatMap(({ name, phone }) => [name, phone]);
  const known = new RegExp([...people, ...papers, officeToken, ...secrets].map(escaped).join('|'), 'u');
  const judge = (where: string, text: string): void => {
    const found = known.exec(text)?.[0] ?? credential.exec(text)?.[0];
    if (found !== undefined) violate('INV-88', `${where} shows ${found.slice(0, 12)}`);
  };
  const line =
    (process: string) =>
    (message: string, fields: LogFields = {}) => {
      count('log lines read');
      judge(`a log line of ${process}`, `${message} ${JSON.stringify(fields)}`);
    };
  return {
    log: (process) => ({ info: line(process), warn: line(process) }),
    watch: (inner) => ({
      ...inner,
      leaves: (call, isCopy) => {
        judge(`a URL (${call.target.slice(0, 24)})`, readable(call.target));
        inner.leaves(call, isCopy);
      },
    }),
    atServer: (handle) => async (request) => {
      const answer = await handle(request);
      if (answer.status >= 400)
        judge(`the refusal of ${request.target.slice(0, 24)}`, Buffer.from(answer.body).toString('utf8'));
      return answer;
    },
  };
};

/** What the office knows of families. */
const papers = ['110101201501010000', '110101198001010000', '6222020000000000000', '欧阳守望'];
/** No id and no hash is as long as a pay credential. */
const credential = /[A-Za-z0-9+/]{100,}/u;

const escaped = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
const readable = (target: string): string => {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
};
