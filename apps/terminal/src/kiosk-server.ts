import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveWithTries } from '@facepay/device-emulator';
import type { Person, ServeOutcome, Terminal } from '@facepay/device-emulator';
import { parseJson } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { kioskPage } from './kiosk-page.ts';

export interface Kiosk {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * The page a pupil sees, and the two calls behind it: `GET /state`, and `POST /serve` with
 * `{faceSeed, amountFen, phoneTail?, captureSeed?}`, which stands for a person stepping up. Loopback only.
 */
export const listenKiosk = async (terminal: Terminal, port: number): Promise<Kiosk> => {
  let [last, pictures]: [ServeOutcome | undefined, number] = [undefined, 0];
  const serve = (person: Person): ServeOutcome => {
    pictures += 5;
    last = serveWithTries(terminal, person);
    return last;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case 'GET /':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
        response.end(kioskPage);
        return;
      case 'GET /state':
        sendJson(response, 200, { deviceId: terminal.deviceId, ...terminal.status(), last });
        return;
      case 'POST /serve': {
        // Asking for JSON keeps other sites' forms out: a browser will not send it across origins unasked.
        const isJson = request.headers['content-type'] === 'application/json';
        const person = isJson ? toPerson(await readBody(request), pictures) : undefined;
        if (person === undefined) sendJson(response, 400, { error: 'faceSeed and amountFen, as JSON numbers' });
        else sendJson(response, 200, serve(person));
        return;
      }
      default:
        sendJson(response, 404, { error: 'not found' });
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
const bodyBytesMax = 4096;

const readBody = async (request: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > bodyBytesMax) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const toPerson = (body: Uint8Array, nextPicture: number): Person | undefined => {
  const json = parseJson(body, { bytesMax: bodyBytesMax });
  if (E.isLeft(json) || typeof json.right !== 'object' || json.right === null) return undefined;
  const { faceSeed, amountFen, phoneTail, captureSeed }: Record<string, unknown> = { ...json.right };
  if (typeof faceSeed !== 'number' || !Number.isSafeInteger(faceSeed) || typeof amountFen !== 'number')
    return undefined;
  return {
    faceSeed,
    amountFen,
    captureSeed: typeof captureSeed === 'number' ? captureSeed : nextPicture,
    ...(typeof phoneTail === 'string' && { phoneTail }),
  };
};

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
};
