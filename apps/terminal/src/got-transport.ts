import type { Transport } from '@facepay/wechat-protocol';
import got, { RequestError } from 'got';

/**
 * The terminal's network. Everything it sends may be sent again, so it does not ask how far a failed call got:
 * whatever brings no whole answer is `OutcomeUnknown`.
 */
export const gotTransport: Transport = async ({ origin, method, target, headers, body, timeoutMs, bytesMax }) => {
  try {
    const answer = await got(origin + target, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body.length > 0 && { body }),
      responseType: 'buffer',
      timeout: { request: timeoutMs },
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
    });
    if (answer.body.length > bytesMax) return { type: 'OutcomeUnknown', reason: 'answer too long' };
    const lists = Object.entries(answer.headers).map(([name, value]) => [name, [value ?? []].flat()] as const);
    return {
      type: 'Answered',
      answer: { status: answer.statusCode, headers: Object.fromEntries(lists), body: answer.body },
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { type: 'OutcomeUnknown', reason: error.code };
  }
};
