import * as E from 'fp-ts/lib/Either.js';
import type { HttpRequest } from '@facepay/wechat-protocol';
import { parsedBody } from '../wire/parsed-body.ts';

/** Notices two deduct requests for one order under way at once: what a careful client never does (`simulation.md` §3.3). */
export interface DeductWatch {
  /** Call the result when the request has ended, however it ended. */
  readonly begin: (request: HttpRequest) => () => void;
}

const numberOf = (request: HttpRequest): string | undefined => {
  if (request.method !== 'POST' || request.target !== '/v3/offlineface/transactions') return undefined;
  const parsed = parsedBody(request.body);
  if (E.isLeft(parsed) || typeof parsed.right !== 'object' || parsed.right === null) return undefined;
  return 'out_trade_no' in parsed.right && typeof parsed.right.out_trade_no === 'string'
    ? parsed.right.out_trade_no
    : undefined;
};

export const createDeductWatch = (overlapped: (outTradeNo: string) => void): DeductWatch => {
  const underWay = new Map<string, number>();
  return {
    begin: (request) => {
      const number = numberOf(request);
      if (number === undefined) return () => undefined;
      const others = underWay.get(number) ?? 0;
      if (others > 0) overlapped(number);
      underWay.set(number, others + 1);
      return () => {
        const left = (underWay.get(number) ?? 1) - 1;
        if (left === 0) underWay.delete(number);
        else underWay.set(number, left);
      };
    },
  };
};
