import type { PayscoreOrder, PayscoreStatus } from '@facepay/domain';
import type { Handle } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
import { payscoreCapFen } from '../world/payscore-ports.ts';

/** Judges service orders: what is committed, and what WeChat is asked (INV-70 … INV-78). */
export interface PayscoreOracle {
  readonly committed: (before: PayscoreOrder | undefined, to: PayscoreOrder) => void;
  readonly atWechat: (handle: Handle) => Handle;
  /** Orders that WeChat was told were paid outside, whatever it answered. */
  readonly synced: ReadonlySet<string>;
}

/** What may follow where an order stands, some edges later: the table of `payscore-wire.md` §6, stated once more. */
const later: Readonly<Record<PayscoreStatus, readonly PayscoreStatus[]>> = {
  requested: ['refused', 'in-service', 'awaiting-payment', 'done', 'revoked'],
  refused: ['requested', 'in-service', 'awaiting-payment', 'done', 'revoked'],
  created: [],
  'in-service': ['awaiting-payment', 'done', 'revoked'],
  'awaiting-payment': ['done', 'revoked'],
  done: [],
  revoked: [],
  expired: [],
};

export const createPayscoreOracle = ({ violate, count }: Simulation): PayscoreOracle => {
  const bodies = new Map<string, string>();
  const totals = new Map<string, number>();
  const synced = new Set<string>();
  return {
    synced,
    committed: (before, to) => {
      const { no, status, said, asked, version } = to;
      if (before === undefined) return;
      if (before.status !== status) {
        count(`payscore ${before.status} → ${status}`);
        if (!later[before.status].includes(status)) violate('INV-70', `${no} went from ${before.status} to ${status}`);
      }
      if (version < before.version) violate('INV-15', `${no}: version ${version} after ${before.version}`);
      const total = said?.collection?.total ?? said?.total ?? 0;
      if (status === 'done' && said?.collection?.state !== 'user-paid' && total > 0)
        violate('INV-78', `${no} is done, and no collection says that ${total} fen were paid`);
      const awaited = before.status === 'awaiting-payment' ? before.said?.collection?.total : undefined;
      if (status === 'awaiting-payment' && awaited !== undefined && total > awaited)
        violate('INV-76', `${no} rose from ${awaited} to ${total} fen`);
      if (asked !== undefined && asked.askedAt === before.asked?.askedAt && asked.body !== before.asked.body)
        violate('INV-75', `${no}: the bytes of ${asked.wish.type} were changed`);
      if (asked?.status === 'unknown' && before.asked === undefined)
        violate('INV-75', `${no}: ${asked.wish.type} was under way before it was stored`);
    },
    atWechat: (handle) => async (request) => {
      const [, no, call = 'create'] = path.exec(request.target) ?? [];
      const text = Buffer.from(request.body).toString('utf8');
      const answer = await handle(request);
      // What came damaged or forged is refused, and was no request of ours.
      if (request.method !== 'POST' || !request.target.startsWith(root) || answer.status === 401) return answer;
      const body = readJson(text);
      if (body === undefined) return answer;
      const name = `${no ?? String(body['out_order_no'])} ${call}`;
      count(`payscore wire ${call} ${answer.status}`);
      if (call === 'sync' && no !== undefined) synced.add(no);
      const before = bodies.get(name);
      if (before !== undefined && before !== text) violate('INV-75', `${name} was sent with other bytes`);
      bodies.set(name, text);
      if (call === 'complete' || call === 'modify') judgeBill(violate, totals, name.split(' ')[0] ?? '', call, body);
      return answer;
    },
  };
};

const root = '/v3/payscore/serviceorder';
const path = /^\/v3\/payscore\/serviceorder\/([^/]+)\/(complete|cancel|modify|sync)$/u;

const judgeBill = (
  violate: Simulation['violate'],
  totals: Map<string, number>,
  no: string,
  call: 'complete' | 'modify',
  body: Readonly<Record<string, unknown>>,
): void => {
  const total = Number(body['total_amount']);
  const sum = amountsOf(body['post_payments']) - amountsOf(body['post_discounts']);
  if (total !== sum) violate('INV-71', `${no}: ${total} fen asked, the lines make ${sum}`);
  if (total > payscoreCapFen) violate('INV-72', `${no}: ${total} fen, above the cap`);
  const completed = totals.get(no);
  if (call === 'modify' && completed !== undefined && total >= completed)
    violate('INV-76', `${no} is modified from ${completed} to ${total} fen`);
  if (call === 'complete') totals.set(no, total);
};
const amountsOf = (items: unknown): number =>
  ((items ?? []) as readonly { readonly amount?: number }[]).reduce((sum, { amount = 0 }) => sum + amount, 0);

const readJson = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
};
