import { decodeVoucher } from '@facepay/device-protocol';
import { deriveMintingKey, openCredential } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { frameOf, opened, pupils, sell } from '../test/counter-steps.ts';
import { createCounterTerminal, createCounterWorld, emulatorSecret, pupil } from '../test/counter-world.ts';
import type { CameraFrame } from './face-provider.ts';
import { createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import { serveWithTries } from './serve-tries.ts';
import { twinSeedOf } from './synthetic-faces.ts';

describe('at the counter', () => {
  test('a known face pays: the voucher is kept, its credential binds exactly this sale', async () => {
    const terminal = await opened(createCounterWorld(pupils));
    const outcome = terminal.serve({ frame: frameOf(7), amountFen: 1250 });
    expect(outcome).toEqual({
      type: 'paid-locally',
      sequence: 1,
      userId: 'FU7',
      outUserId: 'pupil-7',
      name: '学生7',
      amountFen: 1250,
      tailAsked: false,
    });
    expect(terminal.status()).toMatchObject({ ready: true, faces: 20, backlog: 1, lastSequence: 1 });
  });

  test('INV-4: what the server receives carries a credential WeChat can open, bound to device, pupil and amount', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    terminal.serve({ frame: frameOf(7), amountFen: 1250 });
    await terminal.flush();
    const received = decodeVoucher(world.stored.get(1)?.bytes ?? new Uint8Array());
    if (E.isLeft(received)) throw new Error(received.left.reason);
    const { voucher } = received.right;
    expect(voucher).toMatchObject({ amountFen: '1250', userId: 'FU7', recogMode: '0', subMchid: '1900000109' });
    const credential = openCredential((label) => deriveMintingKey(emulatorSecret, label).secret, voucher.credential);
    expect(credential).toMatchObject({
      right: {
        userId: 'FU7',
        outUserId: 'pupil-7',
        amountFen: 1250,
        deviceId: 'd1',
        organizationId: 'O1',
        recogMode: 0,
      },
    });
  });

  test('a stranger, an empty counter, a photo and a far face do not pay', async () => {
    const terminal = await opened(createCounterWorld(pupils));
    const serve = (frame: CameraFrame) => terminal.serve({ frame, amountFen: 100 }).type;
    expect(serve(frameOf(999))).toBe('stranger');
    expect(serve({ type: 'nobody' })).toBe('try-again');
    expect(serve({ type: 'face', faceSeed: 7, captureSeed: 1, live: false })).toBe('try-again');
    expect(serve({ type: 'face', faceSeed: 7, captureSeed: 1, faceWidthPx: 80 })).toBe('try-again');
    expect(terminal.status().backlog).toBe(0);
  });

  test('five pictures make a stranger, and find an enrolled face the first of them missed', async () => {
    const terminal = await opened(createCounterWorld(pupils));
    const missed = Array.from({ length: 200 }, (_, captureSeed) => captureSeed).find(
      (captureSeed) => terminal.serve({ frame: frameOf(7, captureSeed), amountFen: 100 }).type === 'stranger',
    );
    if (missed === undefined) throw new Error('every picture was good');
    expect(serveWithTries(terminal, { faceSeed: 7, amountFen: 100, captureSeed: missed }).type).toBe('paid-locally');
    expect(serveWithTries(terminal, { faceSeed: 999, amountFen: 100, captureSeed: 1 }).type).toBe('stranger');
  });

  test('FAQ 5.3: flagged twins are always asked, and the phone tail decides', async () => {
    const [one, other] = [pupil(7, { lookAlike: true }), pupil(twinSeedOf(7), { lookAlike: true, phoneTail: '4321' })];
    const terminal = await opened(createCounterWorld([...pupils.filter(({ faceSeed }) => faceSeed !== 7), one, other]));
    const sale = { frame: frameOf(7), amountFen: 100 };
    expect(terminal.serve(sale)).toEqual({ type: 'ask-tail' });
    expect(terminal.serve({ ...sale, phoneTail: '0000' })).toEqual({ type: 'refused', reason: 'tail-fits-nobody' });
    expect(terminal.serve({ ...sale, phoneTail: one.phoneTail })).toMatchObject({
      type: 'paid-locally',
      userId: 'FU7',
      tailAsked: true,
    });
    expect(terminal.status().backlog).toBe(1);
  });

  test.each([0, -1, 1.5, 10_001, Number.NaN])(
    'BAD-44: the terminal itself refuses to sell for %s fen',
    async (amountFen) => {
      const terminal = await opened(createCounterWorld(pupils));
      expect(terminal.serve({ frame: frameOf(7), amountFen })).toEqual({ type: 'refused', reason: 'amount' });
      expect(terminal.status().backlog).toBe(0);
    },
  );

  test('a disabled user is recognised and refused', async () => {
    const terminal = await opened(createCounterWorld([pupil(7, { status: 'DISABLED' })]));
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({ type: 'refused', reason: 'user-disabled' });
  });

  test('INV-65: a sale that the journal cannot keep is not shown as paid', async () => {
    const journal = createMemoryVoucherJournal();
    const full = {
      ...journal,
      append: () => {
        throw new Error('disk full');
      },
    };
    const terminal = await opened(createCounterWorld(pupils), full);
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({
      type: 'refused',
      reason: 'terminal-trouble',
    });
  });
});

describe('without network', () => {
  test('FAQ 4.2: the SDK cannot start, and nothing is sold', async () => {
    const world = createCounterWorld(pupils);
    world.network = 'down';
    const terminal = createCounterTerminal(world);
    expect(await terminal.boot()).toMatchObject({ left: { type: 'SdkFailed', call: 'initWxpayface' } });
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({
      type: 'refused',
      reason: 'not-authorised',
    });
  });

  test('FAQ 5.10: who was synchronised pays, who was enrolled meanwhile is a stranger until the network is back', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.network = 'down';
    world.faces.push(pupil(500));
    await terminal.round();
    const serve = (faceSeed: number) => serveWithTries(terminal, { faceSeed, amountFen: 100, captureSeed: 1 }).type;
    expect([serve(7), serve(500)]).toEqual(['paid-locally', 'stranger']);
    world.network = 'up';
    await terminal.updateFaces();
    expect(serve(500)).toBe('paid-locally');
  });

  test('INV-67, FAQ 4.3: once started it sells for 36 hours and not longer', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.network = 'down';
    world.now += 36 * 3_600_000 - 1;
    await terminal.round();
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 }).type).toBe('paid-locally');
    world.now += 1;
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({
      type: 'refused',
      reason: 'not-authorised',
    });
  });

  test('FAQ 4.4: features older than ten minutes raise the alarm; a new pupil comes with the next update, 90 s apart', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.network = 'down';
    world.faces.push(pupil(500));
    world.now += 600_001;
    await terminal.round();
    expect(terminal.status()).toMatchObject({ libraryStale: true, faces: 20, lastProblem: { type: 'SdkFailed' } });
    world.network = 'up';
    await terminal.round();
    expect(terminal.status()).toMatchObject({ libraryStale: false, faces: 21 });
    world.faces.push(pupil(501));
    world.now += 89_999;
    await terminal.round();
    expect(terminal.status().faces).toBe(21);
    world.now += 1;
    await terminal.round();
    expect(terminal.status().faces).toBe(22);
  });
});

test('INV-68: no request carries a feature: each body has only the members the protocol names', async () => {
  const world = createCounterWorld(pupils);
  const terminal = await opened(world);
  sell(terminal, 3);
  await terminal.run(() => world.now > 1_790_000_120_000);
  const members = new Set<string>();
  for (const { body } of world.requests) {
    if (body.length === 0) continue;
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    for (const name of Object.keys(value ?? {})) members.add(name);
  }
  expect([...members].toSorted()).toEqual([
    'backlog',
    'clockMs',
    'denyListVersion',
    'libraryAgeMs',
    'rawData',
    'sdkVersion',
    'vouchers',
  ]);
  // A 512-d feature has at least 512 bytes; the largest thing that goes up is a voucher, and its credential is text WeChat made.
  for (const { bytes } of world.stored.values()) expect(bytes.length).toBeLessThan(5000);
});
