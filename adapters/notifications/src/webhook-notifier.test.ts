import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DomainEvent, Instant, type NumberedEvent, OrganizationId, OutUserId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { combineNotifiers } from './combine-notifiers.ts';
import { createGotPost } from './got-post.ts';
import { createLogNotifier } from './log-notifier.ts';
import type { PostCall, PostResult } from './post.ts';
import { createWebhookNotifier } from './webhook-notifier.ts';
import { readWebhookSecret, type WebhookSecret } from './webhook-secret.ts';

const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`not legal: ${JSON.stringify(either.left)}`);
  return either.right;
};
const text = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const secret = must(readWebhookSecret(text(1)));
const olderSecret = must(readWebhookSecret(text(2)));
const now = Instant.of(Date.now()); // the other implementation compares with the system's clock
const organization = must(OrganizationId.of('O0A1B2CZ0123456789'));

const event = (position: number, body?: DomainEvent['body']): NumberedEvent => ({
  key: `deduction/d0123456789abcdef01234567/${position}`,
  position,
  organization,
  subject: { kind: 'deduction', id: 'd0123456789abcdef01234567' },
  at: Instant.of(Date.parse('2026-09-01T11:40:00+08:00')),
  body: body ?? {
    type: 'DeductionPaid',
    paidAt: Instant.of(Date.parse('2026-09-01T11:40:01+08:00')),
    transactionId: '4200000000202609010000000001',
  },
});
const memberPut: DomainEvent['body'] = {
  type: 'MemberPut',
  organization,
  outUserId: must(OutUserId.of('pupil-0001')),
  profile: { name: '王小明', phone: '13800000000', userType: 'student', classOrPost: '三年级二班' },
};

const open = (
  results: readonly PostResult[] = [],
  secrets: readonly [WebhookSecret, ...WebhookSecret[]] = [secret],
) => {
  const calls: PostCall[] = [];
  const notifier = createWebhookNotifier({
    url: 'https://school.example/hook',
    secrets,
    clock: { now: () => now },
    timeoutMs: 1000,
    post: async (call) => {
      calls.push(call);
      return results[calls.length - 1] ?? { type: 'Answered', status: 200 };
    },
  });
  return { notifier, calls };
};
const firstOf = ({ calls }: { readonly calls: readonly PostCall[] }): PostCall => {
  const [call] = calls;
  if (call === undefined) throw new Error('nothing was sent');
  return call;
};

describe('a webhook', () => {
  it('tells one event a request, in order, under its key', async () => {
    const { notifier, calls } = open();
    expect(await notifier.notify([event(1), event(2), event(3)])()).toEqual(E.right(undefined));
    expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual([1, 2, 3].map((n) => event(n).key));
  });
  it('says what happened in camel case and RFC 3339', async () => {
    const world = open();
    await world.notifier.notify([event(7)])();
    expect(JSON.parse(firstOf(world).body)).toEqual({
      type: 'DeductionPaid',
      timestamp: '2026-09-01T11:40:00.000+08:00',
      data: {
        key: event(7).key,
        position: 7,
        organizationId: organization,
        subject: { kind: 'deduction', id: 'd0123456789abcdef01234567' },
        paidAt: '2026-09-01T11:40:01.000+08:00',
        transactionId: '4200000000202609010000000001',
      },
    });
  });
  it('INV-88 carries ids of people and nothing else of them', async () => {
    const world = open();
    await world.notifier.notify([event(1, memberPut)])();
    expect(firstOf(world).body).toContain('pupil-0001');
    expect(firstOf(world).body).not.toMatch(/王小明|13800000000|三年级/u);
  });
  it.each<[string, PostResult]>([
    ['status 500', { type: 'Answered', status: 500 }],
    ['status 302', { type: 'Answered', status: 302 }],
    ['ETIMEDOUT', { type: 'Failed', reason: 'ETIMEDOUT' }],
  ])('stops at the first event that is not taken: %s', async (reason, result) => {
    const { notifier, calls } = open([{ type: 'Answered', status: 204 }, result]);
    expect(await notifier.notify([event(1), event(2), event(3)])()).toEqual(E.left({ type: 'NotifyFailed', reason }));
    expect(calls).toHaveLength(2);
  });
  it('a repeat has the same id and the same body', async () => {
    const { notifier, calls } = open([{ type: 'Failed', reason: 'ECONNRESET' }]);
    await notifier.notify([event(1)])();
    await notifier.notify([event(1)])();
    expect(calls[1]?.body).toBe(calls[0]?.body);
    expect(calls[1]?.headers['webhook-id']).toBe(calls[0]?.headers['webhook-id']);
  });
});

describe('its signature, by an implementation that is not ours', () => {
  it('verifies under each secret while one is being changed, and under no other', async () => {
    const world = open([], [secret, olderSecret]);
    await world.notifier.notify([event(1)])();
    const { body, headers } = firstOf(world);
    for (const fill of [1, 2])
      expect(new Webhook(text(fill)).verify(body, headers)).toMatchObject({ type: 'DeductionPaid' });
    expect(() => new Webhook(text(3)).verify(body, headers)).toThrow('No matching signature found');
  });
  it('INV-57 covers every byte: any change of body, id or time is refused', async () => {
    const world = open();
    await world.notifier.notify([event(1)])();
    const { body, headers } = firstOf(world);
    const verify = new Webhook(text(1));
    const change = fc.record({ at: fc.nat(body.length - 1), by: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(change, ({ at, by }) => {
        const other = String.fromCodePoint(((body.codePointAt(at) ?? 0) + by) % 128);
        const changed = body.slice(0, at) + other + body.slice(at + 1);
        fc.pre(changed !== body);
        expect(() => verify.verify(changed, headers)).toThrow('No matching signature found');
      }),
    );
    expect(() => verify.verify(body, { ...headers, 'webhook-id': 'deduction/x/2' })).toThrow(
      'No matching signature found',
    );
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(() => verify.verify(body, { ...headers, 'webhook-timestamp': later })).toThrow(
      'No matching signature found',
    );
  });
});

describe('a signing secret', () => {
  it.each(['', 'whsec_', 'whsec_AAAA', 'AAAA', `whsec_${'A'.repeat(200)}`, 'whsec_not base64 at all, not at all !'])(
    'is not %j',
    (input) => expect(E.isLeft(readWebhookSecret(input))).toBe(true),
  );
});

describe('over a real socket', () => {
  const { post, close } = createGotPost();
  const ends: (() => void)[] = [];
  afterEach(() => {
    close();
    for (const end of ends.splice(0)) end();
  });
  const listen = async (listener: (request: IncomingMessage, response: ServerResponse) => void) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  };
  const tell = (url: string, timeoutMs = 5000) =>
    createWebhookNotifier({ url, secrets: [secret], clock: { now: () => now }, timeoutMs, post }).notify([event(1)])();

  it('arrives as signed', async () => {
    const seen: unknown[] = [];
    const url = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        seen.push(request.method, new Webhook(text(1)).verify(Buffer.concat(chunks).toString(), headers));
        response.writeHead(204).end();
      });
    });
    expect(await tell(url)).toEqual(E.right(undefined));
    expect(seen).toEqual(['POST', expect.objectContaining({ type: 'DeductionPaid' })]);
  });
  it('follows no redirect, waits no longer than it may and reads no endless answer', async () => {
    let elsewhere = 0;
    const other = await listen((_, response) => {
      elsewhere += 1;
      response.end();
    });
    const redirecting = await listen((_, response) => response.writeHead(307, { location: other }).end());
    const silent = await listen(() => undefined);
    const endless = await listen((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(1000)), 5);
      ends.push(() => clearInterval(more));
    });
    expect(await tell(redirecting)).toMatchObject(E.left({ reason: 'status 307' }));
    expect(await tell(silent, 200)).toMatchObject(E.left({ reason: 'ETIMEDOUT' }));
    expect(await tell(endless)).toEqual(E.right(undefined));
    expect(elsewhere).toBe(0);
  });
});

const logged = async (body?: DomainEvent['body']) => {
  const lines: unknown[] = [];
  const note = (level: string) => (message: string, fields?: object) => lines.push({ level, message, ...fields });
  await createLogNotifier({ info: note('info'), warn: note('warn') }).notify([event(1, body)])();
  return lines;
};

describe('the log', () => {
  it('has a line an event, a warning where a person should look', async () => {
    expect(await logged()).toEqual([expect.objectContaining({ level: 'info', message: 'DeductionPaid', position: 1 })]);
    const mismatched = await logged({ type: 'AnswerMismatched', details: 'asked 1 fen, told 2 fen' });
    expect(mismatched).toEqual([expect.objectContaining({ level: 'warn', message: 'AnswerMismatched' })]);
  });
  it('INV-88 names no person', async () => {
    expect(JSON.stringify(await logged(memberPut))).not.toMatch(/王小明|13800000000|三年级/u);
  });
});

describe('several notifiers', () => {
  it('hear in turn; the first failure is the result', async () => {
    const good = open();
    const bad = open([{ type: 'Answered', status: 500 }]);
    const never = open();
    const all = combineNotifiers(good.notifier, bad.notifier, never.notifier);
    expect(await all.notify([event(1)])()).toMatchObject(E.left({ reason: 'status 500' }));
    expect([good.calls.length, bad.calls.length, never.calls.length]).toEqual([1, 1, 0]);
    expect(await combineNotifiers().notify([event(1)])()).toEqual(E.right(undefined));
  });
});
