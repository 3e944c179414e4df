import { parseJson } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

/** The server's clock in the body of a refusal for a wrong device clock (BAD-43), epoch milliseconds. */
export const serverTimeOfRefusal = (detail: string): number | undefined => {
  const problem = parseJson(Buffer.from(detail, 'utf8'));
  if (E.isLeft(problem) || typeof problem.right !== 'object' || problem.right === null) return undefined;
  const { code, serverTime }: Record<string, unknown> = { ...problem.right };
  return code === 'device-clock-wrong' && typeof serverTime === 'string' ? readServerTime(serverTime) : undefined;
};

/** RFC 3339 in Beijing time, as the server writes it; epoch milliseconds. */
export const readServerTime = (written: string): number | undefined => {
  const value = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?\+08:00$/.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
};
