import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sdkReportText, serveWithTries } from '@facepay/device-emulator';
import type { CameraVerb, Person, ServeOutcome, Terminal } from '@facepay/device-emulator';
import { parseJson } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { CameraOff, KioskCamera } from './kiosk-camera.ts';
import { kioskPage } from './kiosk-page.ts';

export interface Kiosk {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * The page a pupil sees, and the calls behind it: `GET /state`, `POST /serve` with
 * `{faceSeed, amountFen, phoneTail?, captureSeed?}`, which stands for a person stepping up, and `POST /camera` with
 * `{verb}`. Loopback only.
 */
export const listenKiosk = async (terminal: Terminal, camera: KioskCamera, port: number): Promise<Kiosk> => {
  let [last, pictures]: [ServeOutcome | CameraOff | undefined, number] = [undefined, 0];
  const serve = (person: Person): ServeOutcome | CameraOff => {
    pictures += 5;
    last = camera.watch(() => serveWithTries(terminal, person));
    return last;
  };
  const state = () => {
    const status = terminal.status();
    const { lastSdkFailure: failed } = status;
    const support = failed === undefined ? {} : { support: sdkReportText(failed) };
    return { deviceId: terminal.deviceId, ...status, ...support, camera: camera.state(), last };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case 'GET /':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
        response.end(kioskPage);
        return;
      case 'GET /state':
        sendJson(response, 200, state());
        return;
      case 'POST /camera': {
        const verb = toVerb(await readMembers(request));
        if (verb === undefined) {
          sendJson(response, 400, { error: `verb, one of ${Object.keys(verbs).join(', ')}` });
          return;
        }
        camera.obey(verb);
        last = undefined;
        sendJson(response, 200, state());
        return;
      }
      case 'POST /serve': {
        const person = toPerson(await readMembers(request), pictures);
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

type Members = Readonly<Record<string, unknown>>;

/** Asking for JSON keeps other sites' forms out: a browser will not send it across origins unasked. */
const readMembers = async (request: IncomingMessage): Promise<Members> => {
  if (request.headers['content-type'] !== 'application/json') return {};
  const json = parseJson(await readBody(request), { bytesMax: bodyBytesMax });
  return E.isRight(json) && typeof json.right === 'object' && json.right !== null ? { ...json.right } : {};
};

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

const verbs: Readonly<Record<CameraVerb, true>> = { open: true, close: true, 'open-hidden': true, 'open-shown': true };
const isVerb = (text: string): text is CameraVerb => Object.hasOwn(verbs, text);
const toVerb = ({ verb }: Members): CameraVerb | undefined =>
  typeof verb === 'string' && isVerb(verb) ? verb : undefined;

const toPerson = (
  { faceSeed, amountFen, phoneTail, captureSeed }: Members,
  nextPicture: number,
): Person | undefined => {
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
