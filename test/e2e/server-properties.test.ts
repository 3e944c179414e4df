import { UploadStatus } from '@facepay/device-protocol';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { openClassroom, resultsOf } from '../support/server-classroom.ts';
import { entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import { noticeTarget, sendNotice } from '../support/server-notice.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let terminal: ServerTerminal;
let pupil: ServerPupil;
let targets: readonly string[];
beforeAll(async () => {
  ({ world, pupil, terminal } = await openClassroom());
  const school = `/v1/organizations/${world.school.organization}`;
  targets = [
    '/v1/organizations',
    school,
    `${school}/members`,
    pupil.path,
    `${pupil.path}/token`,
    '/v1/devices',
    '/v1/devices/device-1',
    '/v1/devices/device-1/vouchers',
    '/v1/devices/device-1/authinfo',
    '/v1/deductions',
    `/v1/deductions/d${'0'.repeat(24)}/release`,
    '/v1/notices',
    noticeTarget,
    '/docs',
    '/openapi.json',
  ];
  return world.close;
});

const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'TRACE', 'get', '');
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('%00', '%2F', '..', '%', '{}', '__proto__'),
);
const query = fc
  .array(fc.tuple(piece, piece), { maxLength: 4 })
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
const body = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.json({ maxDepth: 6 }),
  fc.object({ maxDepth: 4, withNullPrototype: true }).map((value) => JSON.stringify(value) ?? ''),
  fc.string({ unit: 'binary', maxLength: 400 }),
);
const header = fc.tuple(
  fc.constantFrom(
    'authorization',
    'content-type',
    'signature',
    'signature-input',
    'content-digest',
    'wechatpay-signature',
    'wechatpay-timestamp',
  ),
  fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 3 }),
);

const fine = (answer: { status: number; text: string; headers: Readonly<Record<string, string>> }): void => {
  expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/u);
};

describe('INV-96: no input yields 5xx, an exception or an unnamed answer', () => {
  const known = fc.nat().map((index) => targets[index % targets.length] ?? '/');

  it('at a path of ours, whoever asks', () =>
    fc.assert(
      fc.asyncProperty(
        method,
        known,
        query,
        body,
        fc.array(header, { maxLength: 3 }),
        fc.boolean(),
        async (verb, path, rest, sent, extra, trusted) => {
          const headers = {
            ...(trusted ? { authorization: `Bearer ${tokens.admin}` } : {}),
            ...Object.fromEntries(extra),
          };
          fine(await callServer(world, verb, rest === '' ? path : `${path}?${rest}`, { body: sent, headers }));
        },
      ),
      { numRuns: 400 },
    ));
  it('at any path', () =>
    fc.assert(
      fc.asyncProperty(method, fc.array(piece, { maxLength: 6 }), async (verb, pieces) =>
        fine(await callServer(world, verb, `/${pieces.join('/')}`, { token: tokens.admin })),
      ),
      { numRuns: 300 },
    ));
  it('in any terminal request that is signed', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom('vouchers', 'authinfo', 'heartbeat'), body, query, async (what, sent, rest) =>
        fine(await terminal.signed('POST', `/v1/devices/device-1/${what}?${encodeURI(rest.toWellFormed())}`, sent)),
      ),
      { numRuns: 200 },
    ));
  it('in any notice that is signed', () =>
    fc.assert(
      fc.asyncProperty(body, async (sent) =>
        fine(await sendNotice(world, typeof sent === 'string' ? Buffer.from(sent) : sent)),
      ),
      { numRuns: 100 },
    ));
});

describe('INV-18: a batch of anything is answered entry by entry', () => {
  it('and the genuine voucher in it is stored', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.jsonValue({ maxDepth: 5 }), fc.base64String(), fc.string({ unit: 'binary' })), {
          maxLength: 20,
        }),
        fc.nat(),
        async (garbage, place) => {
          const genuine = entryOf(await terminal.mint(pupil, 100));
          const at = place % (garbage.length + 1);
          const entries = [...garbage.slice(0, at), genuine, ...garbage.slice(at)];
          const results = resultsOf(must200(await terminal.upload(entries)));
          expect(results.map(({ index }) => index)).toEqual(entries.map((_, index) => index));
          for (const [index, result] of results.entries()) {
            expect(UploadStatus.is(result['status'])).toBe(true);
            expect([index, result['status']]).toEqual([index, index === at ? 'accepted' : 'unreadable']);
            expect(Object.hasOwn(result, 'acknowledgement')).toBe(index === at);
          }
        },
      ),
      { numRuns: 60 },
    ));
});
