import { randomUUID } from 'node:crypto';
import { Agent, request as open } from 'node:http';

export interface JsonAnswer {
  readonly status: number;
  /** An empty object for an empty body; what is no JSON is its member `text`. */
  readonly json: Readonly<Record<string, unknown>>;
}
export type CallJson = (method: string, path: string, body?: unknown) => Promise<JsonAnswer>;

/** No connection is used twice: one that has idled may be closed by its server in the very moment it is taken up again. */
const agent = new Agent({ keepAlive: false, maxSockets: 32 });

/** Calls a JSON API, whatever it answers. Each `POST` is a request of its own, and says so by its `Idempotency-Key`. */
export const callerOf =
  (origin: string, headers: Readonly<Record<string, string>> = {}): CallJson =>
  (method, path, body) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
      const own = {
        ...(bytes.length === 0 ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      };
      const sent = open(new URL(path, origin), { method, agent, headers: { ...own, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, json: parsed(text) });
        });
      });
      sent.on('error', reject);
      sent.end(bytes);
    });

const parsed = (text: string): JsonAnswer['json'] => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return { text };
  }
};

/** The same, where anything but 2xx is a failure of the test. */
export const succeeding =
  (call: CallJson) =>
  async (method: string, path: string, body?: unknown): Promise<JsonAnswer['json']> => {
    const answer = await call(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer.json;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.json)}`);
  };
export type CallSucceeding = ReturnType<typeof succeeding>;
