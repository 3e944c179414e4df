import { decodeAcknowledgement } from '@facepay/device-protocol';
import { platform } from '@facepay/domain';
import type { Handle, HttpAnswer, HttpRequest, OutgoingCall } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { NetworkWatch } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import { type CommittedRecords, deductionOfNumber } from '../world/records.ts';
import { judgeRequest } from './request-oracle.ts';
import type { VoucherWitness } from './voucher-witness.ts';

export interface WireOracle {
  readonly watch: NetworkWatch;
  /** Everything our server answers. */
  readonly atServer: (handle: Handle, server?: string) => Handle;
}

/** What leaves a process, compared with what is durable at that moment. */
export const createWireOracle = (
  simulation: Simulation,
  records: CommittedRecords,
  witness: VoucherWitness,
): WireOracle => {
  const { violate, count } = simulation;
  const sends = new Map<string, number>();
  const underWay = new Map<string, number>();

  const judged = judgeRequest(simulation);

  const checkSend = (no: string, body: string): void => {
    const deduction = deductionOfNumber(records, no);
    if (deduction === undefined) return violate('INV-8', `${no} is sent, and no attempt of it is stored`);
    const attempts = records.all('attempt').filter((attempt) => attempt.no === no);
    const sent = (sends.get(no) ?? 0) + 1;
    sends.set(no, sent);
    if (sent > attempts.length) violate('INV-8', `${no} is sent ${sent} times, ${attempts.length} attempts are stored`);
    if (!attempts.some((attempt) => attempt.body === body))
      violate('INV-6', `${no} is sent with bytes that nobody stored`);
    if ((underWay.get(no) ?? 0) > 0) violate('INV-12', `${no} is sent again while a request is still on its way`);
  };
  const checkAcks = (answer: HttpAnswer): void => {
    const { results = [] } = JSON.parse(text(answer.body)) as {
      results?: { acknowledgement?: string; status: string }[];
    };
    for (const { acknowledgement, status } of results) {
      count(`upload ${status}`);
      if (acknowledgement === undefined) continue;
      const bytes = Buffer.from(acknowledgement, 'base64');
      const read = decodeAcknowledgement(bytes.subarray(0, -64));
      if (E.isLeft(read)) return violate('INV-1', 'an acknowledgement that cannot be read');
      const { deviceId, keyEpoch, sequence, voucherHash } = read.right;
      if (!witness.isStored(deviceId, keyEpoch, sequence, Buffer.from(voucherHash).toString('hex')))
        violate('INV-1', `voucher ${deviceId}/${sequence} is acknowledged, and not durable`);
    }
  };
  const checkNoticeAnswer = (request: HttpRequest): void => {
    const { id } = JSON.parse(text(request.body)) as { id: string };
    if (records.find(platform, 'notice', id) === undefined)
      violate('INV-49', `notice ${id} answered 2xx, and not durable`);
  };

  return {
    watch: {
      leaves: (call, isCopy) => {
        const no = deductNumber(call);
        if (no === undefined) return;
        if (!isCopy) checkSend(no, text(call.body));
        underWay.set(no, (underWay.get(no) ?? 0) + 1);
      },
      ends: (call) => {
        const no = deductNumber(call);
        if (no !== undefined) underWay.set(no, (underWay.get(no) ?? 1) - 1);
      },
    },
    atServer:
      (handle, server = 'server') =>
      async (request) => {
        const answer = await judged(handle)(request);
        count(`server ${answer.status}`);
        if (answer.status >= 500 && answer.status !== 503)
          violate('INV-96', `${request.target} answered ${answer.status}`);
        if (answer.status < 300 && request.target.endsWith('/vouchers')) checkAcks(answer);
        if (request.target.startsWith('/notify/')) {
          const isOff = Math.abs(simulation.conditions.offsetMs(server)) > 305_000;
          if (isOff) count(`notice under a wrong clock ${answer.status}`);
          if (isOff && answer.status < 300)
            violate('INV-46', 'a notice is believed under a clock that is 6 minutes wrong');
          if (answer.status < 300) checkNoticeAnswer(request);
        }
        return answer;
      },
  };
};

const deductNumber = ({ method, target, body }: OutgoingCall): string | undefined =>
  method === 'POST' && target === '/v3/offlineface/transactions'
    ? (JSON.parse(text(body)) as { out_trade_no: string }).out_trade_no
    : undefined;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
