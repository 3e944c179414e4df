import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';

const channel = 'http.server.request.start';

/** Every request that a server of this process begins to read, whoever sent it: `GET /v3/…`. */
export const recordUrls = (): { readonly urls: readonly string[]; readonly stop: () => void } => {
  const urls: string[] = [];
  const listener = (message: unknown): void => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage) urls.push(`${request.method} ${request.url}`);
  };
  subscribe(channel, listener);
  return { urls, stop: () => void unsubscribe(channel, listener) };
};
