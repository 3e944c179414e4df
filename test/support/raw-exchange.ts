import { request as open } from 'node:http';

export interface RawRequest {
  readonly method: string;
  /** Path and query, sent as they are. */
  readonly target: string;
  /** A list sends the header once for each value. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One HTTP request in exactly these words, on a connection of its own; nothing is added but what HTTP itself needs. */
export const exchange = (origin: string, request: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const body = Buffer.from(request.body ?? '');
    const bare = request.method === 'GET' && body.length === 0;
    const headers = Object.entries(request.headers ?? {}).map(([name, value]): [string, string | string[]] => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    const sent = open(
      {
        hostname,
        port,
        method: request.method,
        path: request.target,
        agent: false,
        timeout: 3e4,
        headers: {
          ...(bare ? {} : { 'content-length': body.length }),
          ...Object.fromEntries(headers),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
            ),
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer in 30 s: ${request.method} ${request.target}`)));
    sent.on('error', reject);
    sent.end(body);
  });
