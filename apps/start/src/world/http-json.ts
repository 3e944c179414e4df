import got, { type Method } from 'got';

/** One JSON call of the demonstration; anything but a 2xx answer ends it with the answer's own words. */
export type CallJson = (method: Method, path: string, body?: unknown) => Promise<unknown>;

export const createCallJson =
  (origin: string, headers: Readonly<Record<string, string>> = {}): CallJson =>
  async (method, path, body) => {
    const answer = await got(`${origin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { json: body }),
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: 15_000 },
    });
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${answer.body.slice(0, 400)}`);
    return answer.body === '' ? undefined : JSON.parse(answer.body);
  };
