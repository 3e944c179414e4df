import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGotTransport } from '@facepay/wechat-http';
import { buildFlatXml, paths, signV2, type Transport } from '@facepay/wechat-protocol';
import { schoolKeys } from '../conformance/wechat-school.ts';

/** A face host on a real socket that answers whatever it is told to, and counts who calls it for what. */
export interface HostileFaceHost {
  readonly url: string;
  /** What the next requests for authinfo get. */
  readonly answer: (body: string | Uint8Array, status?: number) => void;
  /** Well formed and signed, whatever it says. */
  readonly answerSigned: (members?: Readonly<Record<string, string>>) => void;
  readonly authinfoRequests: () => number;
  /** Everything else it was asked for: what an XML parser would fetch. */
  readonly otherRequests: () => number;
  /** Sends calls to the face host over this socket, and all others as before. */
  readonly before: (transport: Transport) => Transport;
  readonly close: () => void;
}

export const openHostileFaceHost = async (): Promise<HostileFaceHost> => {
  let reply: { readonly status: number; readonly body: string | Uint8Array } = { status: 500, body: '' };
  let authinfoRequests = 0;
  let otherRequests = 0;
  const server = createServer((request, response) => {
    if (request.url === paths.wxpayfaceAuthinfo) authinfoRequests += 1;
    else otherRequests += 1;
    request.resume().once('end', () => {
      response.writeHead(reply.status, { 'content-type': 'text/xml' }).end(reply.body);
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { transport: got } = createGotTransport();
  return {
    url,
    answer: (body, status = 200) => {
      reply = { status, body };
    },
    answerSigned: (members = {}) => {
      const { appid, mchid: mch_id, apiV2Key } = schoolKeys;
      const granted = { return_code: 'SUCCESS', appid, mch_id, nonce_str: 'a', authinfo: 'permit', expires_in: '3600' };
      const said = { ...granted, ...members };
      reply = { status: 200, body: buildFlatXml({ ...said, sign: signV2(said, apiV2Key, 'HMAC-SHA256') }, 'cdata') };
    },
    authinfoRequests: () => authinfoRequests,
    otherRequests: () => otherRequests,
    before: (transport) => (call) =>
      call.target === paths.wxpayfaceAuthinfo ? got({ ...call, origin: url }) : transport(call),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
