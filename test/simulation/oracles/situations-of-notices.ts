import type { Handle } from '@facepay/wechat-protocol';
import type { SituationParts } from './situation-parts.ts';

/** How WeChat's notices came. */
export const situationsOfNotices = ({ simulation, keys, sometimes }: SituationParts) => {
  const { wallNow } = simulation;
  const came = new Map<string, { readonly servers: Set<string>; readonly statuses: Set<number> }>();
  let youngest = 0;
  return (handle: Handle, server: string): Handle =>
    async (request) => {
      if (!request.target.startsWith('/notify/')) return handle(request);
      const answer = await handle(request);
      const [id, createdAt] = namesIn(request.body);
      if (id === undefined) return answer;
      const known = came.get(id) ?? { servers: new Set<string>(), statuses: new Set<number>() };
      came.set(id, known);
      if (answer.status === 200 && !known.statuses.has(200)) {
        const lateMs = wallNow() - createdAt;
        if (lateMs > 3_600_000 && lateMs < 172_800_000) sometimes('notice an hour late');
        if (lateMs > 36_000_000 && lateMs < 172_800_000) sometimes('notice ten hours late');
        if (createdAt < youngest) sometimes('notice overtaken by a younger one');
        youngest = Math.max(youngest, createdAt);
        if (known.statuses.has(401)) sometimes('notice refused, and believed when it came again');
        if (known.statuses.has(503)) sometimes('notice turned away by a busy store, taken in later');
        const serial = request.headers['wechatpay-serial']?.join();
        if (serial === keys.publicKey.id) sometimes('notice signed with the public key');
        else if (serial !== keys.platform.at(-1)?.serialNo) sometimes('notice signed with a new certificate');
      } else if (answer.status === 200) sometimes('notice taken in twice');
      known.statuses.add(answer.status);
      if (known.servers.add(server).size > 1) sometimes('one notice at two servers');
      return answer;
    };
};

const namesIn = (body: Uint8Array): readonly [string | undefined, number] => {
  const text = Buffer.from(body).toString('utf8');
  const createdAt = /"create_time":"([^"]+)"/u.exec(text)?.[1] ?? '';
  return [/"id":"([^"]+)"/u.exec(text)?.[1], Date.parse(createdAt)];
};
