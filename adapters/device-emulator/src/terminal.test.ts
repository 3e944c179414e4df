import { decodeVoucher } from '@facepay/device-protocol';
import { deriveMintingKey, openCredential } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { createCounterTerminal, createCounterWorld, emulatorSecret, pupil } from '../test/counter-world.ts';
import type { CounterWorld } from '../test/counter-world.ts';
import type { CameraFrame } from './face-provider.ts';
import { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
import { serveWithTries } from './serve-tries.ts';
import { twinSeedOf } from './synthetic-faces.ts';
import type { Terminal } from './terminal.ts';

const frameOf = (faceSeed: number, captureSeed = 1): CameraFrame => ({ type: 'face', faceSeed, captureSeed });
const pupils = Array.from({ length: 20 }, (_, index) => pupil(index + 1));

const opened = async (
  world: CounterWorld,
  ...rest: Parameters<typeof createCounterTerminal> extends [unknown, ...infer R] ? R : never
) => {
  const terminal = createCounterTerminal(world, ...rest);
  const booted = await terminal.boot();
  if (E.isLeft(booted)) throw new Error(booted.left.type);
  return terminal;
};

const sell = (terminal: Terminal, count: number): void => {
  for (let index = 1; index <= count; index += 1) {
    const outcome = serveWithTries(terminal, { faceSeed: index, amountFen: 1000 + index, captureSeed: 1 });
    if (outcome.type !== 'paid-locally') throw new Error(`pupil ${index}: ${outcome.type}`);
  }
};

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

  test('flagged twins are always asked, and the phone tail decides', async () => {
    const [one, other] = [pupil(7, { lookAlike: true }), pupil(twinSeedOf(7), { lookAlike: true, phoneTail: '4321' })];
    const terminal = await opened(createCounterWorld([...pupils.filter(({ faceSeed }) => faceSeed !== 7), one, other]));
    const sale = { frame: frameOf(7), amountFen: 100 };
    expect(terminal.serve(sale)).toEqual({ type: 'ask-tail' });
    expect(terminal.serve({ ...sale, phoneTail: '0000' })).toEqual({ type: 'refused', reason: 'tail-fits-nobody' });
    expect(terminal.serve({ ...sale, phoneTail: one.phoneTail })).toMatchObject({
      type: 'paid-locally',
      userId: 'FU7',
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
  test('the SDK cannot start, and nothing is sold', async () => {
    const world = createCounterWorld(pupils);
    world.network = 'down';
    const terminal = createCounterTerminal(world);
    expect(await terminal.boot()).toMatchObject({ left: { type: 'SdkFailed', call: 'initWxpayface' } });
    expect(terminal.serve({ frame: frameOf(7), amountFen: 100 })).toEqual({
      type: 'refused',
      reason: 'not-authorised',
    });
  });

  test('INV-67: once started it sells for 36 hours and not longer', async () => {
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

  test('features older than ten minutes raise the alarm; a new pupil comes with the next update, 90 s apart', async () => {
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

describe('uploading', () => {
  test('INV-3: an offline spell is flushed in order and leaves the device when acknowledged', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    world.network = 'down';
    sell(terminal, 12);
    expect(await terminal.flush()).toMatchObject({ sent: 0, removed: 0, problem: { type: 'NoAnswer' } });
    world.network = 'up';
    const report = await terminal.flush();
    expect(report).toMatchObject({ sent: 12, removed: 12 });
    expect(report.results.map(({ sequence, status }) => [sequence, status])).toEqual(
      Array.from({ length: 12 }, (_, index) => [index + 1, 'accepted']),
    );
    expect(terminal.status()).toMatchObject({ backlog: 0, lastSequence: 12 });
  });

  test('BAD-53: a lost answer leaves everything queued; the next pass sends the same bytes', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    sell(terminal, 3);
    world.network = 'answers-lost';
    await terminal.flush();
    const first = [...world.stored.values()].map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    expect(terminal.status().backlog).toBe(3);
    world.network = 'up';
    expect((await terminal.flush()).results.map(({ status }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect([...world.stored.values()].map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(first);
    expect(terminal.status().backlog).toBe(0);
  });

  test.each(['forged', 'misnamed', 'never'] as const)(
    'INV-2: HTTP 200 with the acknowledgement %s removes nothing',
    async (acknowledging) => {
      const world = createCounterWorld(pupils);
      const terminal = await opened(world);
      sell(terminal, 3);
      world.acknowledging = acknowledging;
      expect(await terminal.flush()).toMatchObject({ sent: 3, removed: 0 });
      expect(terminal.status().backlog).toBe(3);
      world.acknowledging = 'truly';
      expect(await terminal.flush()).toMatchObject({ removed: 3 });
    },
  );

  test('INV-65: after a restart the queue is there and numbers go on, also when everything was acknowledged', async () => {
    const world = createCounterWorld(pupils);
    const disk = createMemoryDisk();
    const before = await opened(world, createMemoryVoucherJournal(disk));
    sell(before, 2);
    const after = await opened(world, createMemoryVoucherJournal(disk));
    expect(await after.flush()).toMatchObject({ removed: 2 });
    const last = await opened(world, createMemoryVoucherJournal(disk));
    expect(last.serve({ frame: frameOf(7), amountFen: 100 })).toMatchObject({ sequence: 3 });
  });

  test('two flushes at once are one', async () => {
    const world = createCounterWorld(pupils);
    const terminal = await opened(world);
    sell(terminal, 2);
    await Promise.all([terminal.flush(), terminal.flush()]);
    expect([...world.stored.values()].map(({ uploads }) => uploads)).toEqual([1, 1]);
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
  expect([...members].toSorted()).toEqual(['backlog', 'clockMs', 'libraryAgeMs', 'rawData', 'sdkVersion', 'vouchers']);
  // A 512-d feature has at least 512 bytes; the largest thing that goes up is a voucher, and its credential is text WeChat made.
  for (const { bytes } of world.stored.values()) expect(bytes.length).toBeLessThan(5000);
});
