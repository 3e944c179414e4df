import { Agent, request } from 'node:http';

export interface Post {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
export interface Load {
  /** Posts all of them, at most `connections` at a time over connections kept alive; the status of each, in order. */
  readonly postAll: (posts: readonly Post[]) => Promise<readonly number[]>;
  readonly close: () => void;
}

export const createLoad = (origin: string, connections: number): Load => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let underWay = 0;
  let lastMs = 0;
  const post = ({ target, headers, body }: Post): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(target, origin),
        { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode ?? 0));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    postAll: async (posts) => {
      // Connections that were idle for long may just be closing; those of somebody else's posts are not.
      if (underWay === 0 && performance.now() - lastMs > idleMaxMs) agent.destroy();
      underWay += 1;
      const statuses: number[] = [];
      const waiting = posts.entries();
      const sender = async (): Promise<void> => {
        for (const [index, each] of waiting) statuses[index] = await post(each);
      };
      await Promise.all(Array.from({ length: connections }, sender));
      underWay -= 1;
      lastMs = performance.now();
      return statuses;
    },
    close: () => agent.destroy(),
  };
};
const idleMaxMs = 1000;
