import { minute, type NoticeRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { forgeries } from './notice-forgeries.ts';
import { noticeHeaders, type NoticeWorld, type OpenNoticeWorld, withHeader } from './notice-world.ts';

const forged = E.left({ type: 'NoticeNotAuthentic', reason: expect.any(String), probe: false });
const unreadable = E.left({ type: 'NoticeUnreadable', reason: expect.any(String) });

/** The part of `noticeReaderSuite` about what must not be believed. */
export const noticeRefusals = (name: string, open: OpenNoticeWorld): void => {
  let world: NoticeWorld;
  const read = (request: NoticeRequest) => world.reader.read(request, world.now());
  const readAll = (requests: readonly NoticeRequest[]) => Promise.all(requests.map(read));

  describe(`notices that are none: ${name}`, () => {
    beforeEach(async () => {
      world = await open();
      expect(await read(await world.write())).toMatchObject(E.right({}));
    });
    test.each(forgeries)('%s', async (_, forge) => {
      expect(await read(await forge(await world.write(), world))).toEqual(forged);
    });
    test('BAD-2 the same value twice is one value', async () => {
      const request = await world.write();
      for (const header of Object.values(noticeHeaders)) {
        const [value = ''] = request.headers[header] ?? [];
        expect(await read(withHeader(request, header, value, value))).toMatchObject(E.right({}));
      }
    });
    test('BAD-5, INV-47 WeChat’s probe is refused like any other, and known for what it is', async () => {
      const probe = withHeader(await world.write(), noticeHeaders.signature, 'WECHATPAY/SIGNTEST/AAAA');
      expect(await read(probe)).toEqual(
        E.left({ type: 'NoticeNotAuthentic', reason: expect.any(String), probe: true }),
      );
    });
    test('BAD-10 what an expired key signed', async () => {
      await world.pass(6 * 365 * 24 * 60 * minute);
      expect(await read(await world.write({ signer: 'expired' }))).toEqual(forged);
    });
    test('INV-45 with one byte changed', async () => {
      const genuine = await world.write();
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: genuine.body.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (at, mask) => {
            const body = genuine.body.map((byte, n) => (n === at ? byte ^ mask : byte));
            expect(await read({ ...genuine, body })).toEqual(forged);
          },
        ),
      );
    });
    test('INV-45 anything at all is answered, never thrown', () =>
      fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string(), fc.array(fc.string())), fc.uint8Array(), async (headers, body) => {
          expect(await read({ headers, body })).toEqual(forged);
        }),
      ));
    test('BAD-9, INV-55 unknown serials cost one look for new keys a minute, all together', async () => {
      const unknown = await world.write({ signer: 'merchant-as-nobody' });
      const many = Array.from({ length: 20 }, () => unknown);
      for (let n = 0; n < 3; n += 1) {
        await world.pass(minute);
        const before = world.refreshes();
        expect(await readAll(many)).toEqual(many.map(() => forged));
        expect(await readAll(many)).toEqual(many.map(() => forged));
        expect(world.refreshes() - before).toBe(1);
      }
    });
    test.each([
      ['BAD-13', 'tag-flipped'],
      ['BAD-13', 'shorter-than-its-tag'],
      ['BAD-13', 'nonce-of-11-bytes'],
      ['BAD-13', 'nonce-of-13-bytes'],
      ['BAD-14', 'other-algorithm'],
      ['INV-46', 'other-associated-data'],
    ] as const)('%s %s: the signature holds, nothing opens', async (_, sealFault) => {
      expect(await read(await world.write({ sealFault }))).toEqual(unreadable);
    });
    test('INV-46 sealed with a key that is not ours', async () => {
      expect(await read(await world.write({ sealedWith: 'unknown' }))).toEqual(unreadable);
    });
    test.each(['', 'x'.repeat(65), 'EV 1', 'EV-\n1', '通知'])('INV-50 an id %j that cannot be kept', async (id) => {
      expect(await read(await world.write({ id }))).toEqual(unreadable);
    });
    test('a body that is no notice, whoever signed it', () =>
      fc.assert(
        fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), async (body) => {
          expect(await read(await world.write({ body }))).toEqual(unreadable);
        }),
        { numRuns: 50 },
      ));
  });
};
