import { Agent as HttpAgent } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Post } from './post.ts';

export interface GotPost {
  readonly post: Post;
  /** Closes idle connections. */
  readonly close: () => void;
}

/** The network: one attempt, no redirect, no cookies, the answer's body never read. got loads with the first call. */
export const createGotPost = (): GotPost => {
  const http = new HttpAgent({ keepAlive: false });
  const https = new HttpsAgent({ keepAlive: false });
  return {
    post: async ({ url, headers, body, timeoutMs }) => {
      const { default: got } = await import('got');
      const stream = got.stream.post(url, {
        headers: { ...headers },
        body,
        agent: { http, https },
        timeout: { request: timeoutMs },
        retry: { limit: 0 },
        followRedirect: false,
        throwHttpErrors: false,
        decompress: false,
      });
      return new Promise((resolve) => {
        stream.on('response', ({ statusCode }: IncomingMessage) => {
          resolve({ type: 'Answered', status: statusCode ?? 0 });
          stream.destroy();
        });
        // Codes only: the error itself carries the body.
        stream.on('error', ({ code }: { readonly code: string }) => resolve({ type: 'Failed', reason: code }));
        stream.on('close', () => resolve({ type: 'Failed', reason: 'closed' }));
      });
    },
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
};
