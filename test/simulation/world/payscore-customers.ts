import { createProcess, type Life } from '../engine/process.ts';
import type { Network } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { PayscoreVisit } from '../plan/payscore-visit.ts';
import { officeToken, serverOrigin } from './keys.ts';
import type { ControlAnswer, Wechat } from './wechat.ts';

/** Those who use a service first and pay later, and the merchant's back office that opens and ends their orders. */
export interface PayscoreCustomers {
  readonly isOver: () => boolean;
}
export const payscoreNoOf = (index: number): string => `visit-${index + 1}`;

const ended: ReadonlySet<unknown> = new Set(['done', 'revoked', 'expired', 'refused']);

export const openPayscoreCustomers = (simulation: Simulation, network: Network, wechat: Wechat): PayscoreCustomers => {
  const { plan, stepper } = simulation;
  const visits = plan.payscore ?? [];
  let left = visits.length;
  let life: Life | undefined;
  createProcess(simulation, 'merchant', (started) => {
    life = started;
  }).start();
  const parts = (index: number): Parts => ({ simulation, network, wechat, life: required(life), index });
  visits.forEach((visit, index) =>
    stepper.at(visit.at, () => {
      play(parts(index), visit)
        .catch((cause: unknown) => simulation.violate('INV-96', `visit ${index + 1}: ${String(cause)}`))
        .finally(() => {
          left -= 1;
        })
        .catch(() => undefined);
    }),
  );
  return { isOver: () => left === 0 };
};

interface Parts {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly wechat: Wechat;
  readonly life: Life;
  readonly index: number;
}

const play = async (parts: Parts, visit: PayscoreVisit): Promise<void> => {
  const { simulation, wechat, life, index } = parts;
  const { totalFen, ending, money, move } = visit;
  const openid = `o-${payscoreNoOf(index)}`;
  const scripts = { there: { type: 'ok' }, late: { type: 'insufficient', times: 3 }, never: { type: 'never' } };
  await wechat.control('PUT', `payers/${openid}`, { balanceFen: 1_000_000, advanceQuota: false });
  await wechat.control('POST', `payscore/users/${openid}`, { action: 'authorise', script: scripts[money] });
  await insist(parts, '', opening(payscoreNoOf(index), openid));
  if ((await until(parts, (state) => state !== 'requested' && state !== 'unknown'))?.['state'] !== 'in-service') return;
  await life.sleep(visit.stayMs);
  if (ending === 'cancel') await insist(parts, '/cancel', { reason: '用户不用了' });
  else
    await insist(parts, '/complete', {
      ...billOf(ending === 'complete' ? totalFen : 0),
      times: { end: secondAgo(simulation) },
    });
  await until(parts, (state, call) => call === undefined && (ended.has(state) || state === 'awaiting-payment'));
  if (move !== undefined && ending === 'complete') {
    await life.sleep(move.afterMs);
    await follow(parts, move.type, totalFen);
  }
  await until(parts, (state, call) => call === undefined && ended.has(state));
};

const follow = async (parts: Parts, type: NonNullable<PayscoreVisit['move']>['type'], totalFen: number) => {
  const { simulation, wechat, index } = parts;
  simulation.count(`payscore move ${type}`);
  switch (type) {
    case 'modify':
      return insist(parts, '/modify', { ...billOf(Math.max(1, Math.floor(totalFen / 2))), reason: '用户投诉' });
    case 'sync':
      return insist(parts, '/sync', { paidTime: secondAgo(simulation) });
    case 'cancel':
      return insist(parts, '/cancel', { reason: '商家请客' });
    case 'pay':
      return wechat.control('POST', `payscore/orders/${payscoreNoOf(index)}/pay`, { takesMs: 30_000 });
  }
};

const opening = (orderNo: string, openid: string) => ({
  orderNo,
  introduction: '共享充电',
  riskFund: { name: 'estimate', amountFen: 5000 },
  times: { start: 'OnAccept' },
  needsConfirm: false,
  openid,
});
/** Counts are shown and not multiplied in. */
const billOf = (totalFen: number) => ({ payments: [{ name: '使用费', amountFen: totalFen, count: 2 }], totalFen });
const secondAgo = ({ wallNow }: Simulation): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' })
    .format(wallNow() - 1000)
    .replaceAll(/\D/gu, '');

/** Looks until the order is so; nothing where that takes more than two days. */
const until = async (
  parts: Parts,
  isSo: (state: unknown, call: unknown) => boolean,
): Promise<ControlAnswer['body'] | undefined> => {
  for (let tries = 0; tries < 3000; tries += 1) {
    const seen = await send(parts, 'GET', `/${payscoreNoOf(parts.index)}`, undefined);
    if (seen?.status === 200 && isSo(seen.body['state'], seen.body['call'])) return seen.body;
    await parts.life.sleep(tries < 60 ? 10_000 : 60_000);
  }
  parts.simulation.violate('INV-98', `${payscoreNoOf(parts.index)} never comes to an end`);
  return undefined;
};

/** Until it is taken in, or refused for the order's state. */
const insist = async (parts: Parts, call: string, body: object): Promise<void> => {
  const path = call === '' ? '' : `/${payscoreNoOf(parts.index)}${call}`;
  for (let tries = 1; tries <= 500; tries += 1) {
    const told = await send(parts, 'POST', path, body);
    if (told?.status === 200 || told?.status === 409) {
      parts.simulation.count(`payscore ${call === '' ? 'create' : call.slice(1)} ${told.status}`);
      return;
    }
    if (told !== undefined && told.status < 429)
      return parts.simulation.violate('INV-97', `${path} is refused: ${told.status} ${JSON.stringify(told.body)}`);
    await parts.life.sleep(3000 + 100 * tries);
  }
  parts.simulation.violate('INV-98', `${path} never succeeded`);
};

const send = async (
  { network, life, index }: Parts,
  method: string,
  path: string,
  body: object | undefined,
): Promise<ControlAnswer | undefined> => {
  const result = await network.transport(
    life,
    'http',
  )({
    origin: serverOrigin,
    method,
    target: `/v1/payscore/orders${path}`,
    body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
    timeoutMs: 30_000,
    bytesMax: 1_000_000,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${officeToken}`,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'idempotency-key': `${index}${path || '/open'}`,
      }),
    },
  });
  if (result.type !== 'Answered') return undefined;
  try {
    return { status: result.answer.status, body: JSON.parse(Buffer.from(result.answer.body).toString('utf8')) };
  } catch {
    return undefined;
  }
};

const required = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('the merchant is not open');
  return value;
};
