import type { Handle, OutgoingCall, Transport, TransportResult } from '@facepay/wechat-protocol';
import type { Life } from '../engine/process.ts';
import { deductionOfNumber } from '../world/records.ts';
import { isSettled } from './deduction-checks.ts';
import type { SituationParts } from './situation-parts.ts';

/** What came over the lines, and what did not. */
export const situationsOfLines = ({ simulation, records, awaiting, sometimes }: SituationParts) => {
  const { stepper, conditions } = simulation;
  const heardAt = new Map<string, number>();
  const serverOf = new Map<string, { readonly server: string; readonly atMs: number }>();
  const carriers = new Map<string, Set<string>>();

  const hear = (life: Life, call: OutgoingCall, result: TransportResult): void => {
    if (result.type !== 'Answered') return;
    const { status, headers, body } = result.answer;
    const serial = headers['wechatpay-serial']?.join();
    if (serial !== undefined) {
      for (const [other, at] of heardAt)
        if (other !== serial && stepper.now() - at < 1000) sometimes('rotation with both serials in one second');
      heardAt.set(serial, stepper.now());
    }
    if (status === 401 && Math.abs(conditions.offsetMs(life.process.name)) > 300_000)
      sometimes('refused by WeChat for a clock that is off');
    if (status === 429) sometimes('told to come slower');
    if (textOf(body).includes('SOMETHING_NEW')) sometimes('answered with a value that nobody knows');
    if (status === 404 && call.method === 'GET' && call.target.includes('/out-trade-no/'))
      sometimes('asked for a number that is not to be found');
  };
  const endsDeduct = (no: string, result: TransportResult): void => {
    const deduction = deductionOfNumber(records, no);
    if (deduction === undefined || !isSettled(deduction.status)) return;
    sometimes(result.type === 'Answered' ? 'callback applied, then the answer' : 'callback applied, answer then lost');
  };

  return {
    watch: (life: Life, port: string, inner: Transport): Transport =>
      port === 'deliver'
        ? inner
        : async (call) => {
            const no = numberIn(call);
            if (no !== undefined) awaiting.set(no, life.process.name);
            const result = await inner(call);
            hear(life, call, result);
            if (no === undefined) return result;
            awaiting.delete(no);
            endsDeduct(no, result);
            return result;
          },
    atServer:
      (handle: Handle, server: string): Handle =>
      async (request) => {
        const device = /^\/v1\/devices\/([^/]+)\//u.exec(request.target)?.[1];
        if (device !== undefined) {
          const last = serverOf.get(device);
          if (last !== undefined && last.server !== server && stepper.now() - last.atMs < 60_000)
            sometimes('one terminal at two servers in a minute');
          serverOf.set(device, { server, atMs: stepper.now() });
          const signature = request.headers['signature']?.join() ?? '';
          const at = carriers.get(signature) ?? new Set<string>();
          carriers.set(signature, at);
          if (at.add(server).size > 1) sometimes('one signed request at two servers');
        }
        const answer = await handle(request);
        const isUpload = request.target.endsWith('/vouchers');
        if (isUpload && answer.status === 503 && conditions.isStoreFull())
          sometimes('upload turned away by a full store');
        if (isUpload && answer.status === 200 && (textOf(answer.body).match(/"status"/gu)?.length ?? 0) >= 20)
          sometimes('twenty sales in one upload');
        return answer;
      },
  };
};

const numberIn = ({ method, target, body }: OutgoingCall): string | undefined =>
  method === 'POST' && target === '/v3/offlineface/transactions'
    ? /"out_trade_no":"([^"]+)"/u.exec(Buffer.from(body).toString('latin1'))?.[1]
    : undefined;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
