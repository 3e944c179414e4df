import got, { type Method } from 'got';
import { setTimeout as sleep } from 'node:timers/promises';

/** One JSON call of the demonstration; anything but a 2xx answer ends it with the answer's own words. */
export type CallJson = (method: Method, path: string, body?: unknown) => Promise<unknown>;

export const createCallJson =
  (origin: string, headers: Readonly<Record<string, string>> = {}): CallJson =>
  async (method, path, body) => {
    const call = () =>
      got(`${origin}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { json: body }),
        throwHttpErrors: false,
        retry: { limit: 0 },
        timeout: { request: 15_000 },
      });
    let answer = await call();
    for (let tries = 1; answer.statusCode === 503 && tries < triesMax; tries += 1) {
      await sleep(betweenTriesMs);
      answer = await call();
    }
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${answer.body.slice(0, 400)}`);
    return answer.body === '' ? undefined : JSON.parse(answer.body);
  };

/** 503 says "not now": an operator asks again. Whatever is asked for here may be asked for twice. */
const triesMax = 5;
const betweenTriesMs = 300;
