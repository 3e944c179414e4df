import { decodeAcknowledgement, type SignedVoucher, voucherHash } from '@facepay/device-protocol';
import { platform } from '@facepay/domain';
import type { Handle, HttpAnswer, HttpRequest, OutgoingCall } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { NetworkWatch } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import { deviceId } from '../world/keys.ts';
import { type CommittedRecords, deductionOfNumber } from '../world/records.ts';
import type { School } from '../world/office.ts';

export interface WireOracle {
  readonly watch: NetworkWatch;
  /** Everything our server answers. */
  readonly atServer: (handle: Handle) => Handle;
  readonly minted: (voucher: SignedVoucher) => void;
  readonly removed: (sequence: number, hash: Uint8Array) => void;
  readonly mintedHashes: ReadonlyMap<number, string>;
}

/** What leaves a process, compared with what is durable at that moment. */
export const createWireOracle = (simulation: Simulation, records: CommittedRecords, school: School): WireOracle => {
  const { violate, count } = simulation;
  const minted = new Map<number, string>();
  const sends = new Map<string, number>();
  const underWay = new Map<string, number>();

  const stored = (sequence: number): string | undefined =>
    records.find(school.organizationId, 'voucher', `${deviceId}/1/${sequence}`)?.hash;

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
      if (stored(read.right.sequence) !== hex(read.right.voucherHash))
        violate('INV-1', `voucher ${read.right.sequence} is acknowledged, and not durable`);
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
    atServer: (handle) => async (request) => {
      const answer = await handle(request);
      count(`server ${answer.status}`);
      if (answer.status >= 500 && answer.status !== 503)
        violate('INV-96', `${request.target} answered ${answer.status}`);
      if (answer.status < 300 && request.target.endsWith('/vouchers')) checkAcks(answer);
      if (answer.status < 300 && request.target.startsWith('/notify/')) checkNoticeAnswer(request);
      return answer;
    },
    minted: (voucher) => void minted.set(voucher.voucher.sequence, hex(voucherHash(voucher))),
    removed: (sequence, hash) => {
      if (stored(sequence) !== hex(hash))
        violate('INV-3', `voucher ${sequence} left its device and is not on the server`);
    },
    mintedHashes: minted,
  };
};

const deductNumber = ({ method, target, body }: OutgoingCall): string | undefined =>
  method === 'POST' && target === '/v3/offlineface/transactions'
    ? (JSON.parse(text(body)) as { out_trade_no: string }).out_trade_no
    : undefined;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
