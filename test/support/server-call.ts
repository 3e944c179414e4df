import type { HttpRequest } from '@facepay/server';
import type { ServerWorld } from './server-world.ts';

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}
export interface Said {
  readonly token?: string;
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** One request to the edge, in exactly these words. */
export const callServer = async (
  { handle }: Pick<ServerWorld, 'handle'>,
  method: string,
  target: string,
  { token, body, headers = {} }: Said = {},
): Promise<ServerAnswer> => {
  const bytes = bytesOf(body);
  const said: HttpRequest['headers'] = Object.fromEntries(
    Object.entries({
      ...(bytes.length === 0 ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    }).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
  const answer = await handle({ method, target, headers: said, body: bytes });
  const text = Buffer.from(answer.body).toString('utf8');
  const isJson = answer.headers['content-type']?.includes('json') === true;
  return { ...answer, text, json: isJson ? JSON.parse(text) : {} };
};

export const bytesOf = (body: unknown): Uint8Array => {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
};
