import { createMemoryVoucherJournal } from '@facepay/device-emulator';
import type { ServeOutcome } from '@facepay/device-emulator';
import { keyPairFromSeed } from '@facepay/device-protocol';
import { afterEach, expect, test } from 'vitest';
import { createKioskCamera } from './kiosk-camera.ts';
import type { CameraMode } from './kiosk-camera.ts';
import { startTerminal } from './start-terminal.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const unknown: ServeOutcome = { type: 'stranger' };
const known: ServeOutcome = { type: 'denied', userId: 'FU1', outUserId: 'pupil-1', name: '学生1' };

const cameraOf = (mode: CameraMode) => {
  const clock = { now: 0 };
  return { clock, camera: createKioskCamera(mode, () => clock.now) };
};

test('FAQ Q3: for a sale it is opened by the sale, goes on looking for 60 s, and is closed by whom it knows', () => {
  const { clock, camera } = cameraOf('for-a-sale');
  expect(camera.state().status).toBe('off');
  expect(camera.watch(() => unknown)).toEqual(unknown);
  clock.now = 59_999;
  expect(camera.state().status).toBe('on');
  clock.now = 60_000;
  expect(camera.state()).toEqual({ status: 'off', because: 'quiet' });
  expect(camera.watch(() => known)).toEqual(known);
  expect(camera.state()).toEqual({ status: 'off', because: 'closed' });
});

test('FAQ Q3: who steps before a camera that is off is not seen, and sells nothing', () => {
  const { clock, camera } = cameraOf('guide-page');
  clock.now = 30_000;
  const served: ServeOutcome[] = [];
  const serve = (): ServeOutcome => {
    served.push(known);
    return known;
  };
  expect(camera.watch(serve)).toEqual({ type: 'camera-off' });
  expect(served).toEqual([]);
  camera.obey('open');
  expect(camera.watch(serve)).toEqual(known);
});

test('FAQ Q3: the four verbs at the address of the kiosk page, and nothing else', async () => {
  let now = 0;
  const { url = '', stop } = await startTerminal({
    settings: {
      deviceId: 'd1',
      organizationId: 'O1',
      subMchid: 'M1',
      serverOrigin: 'http://s',
      wechatOrigin: 'http://w',
    },
    disk: { deviceKey: keyPairFromSeed(new Uint8Array(32).fill(1)), journal: createMemoryVoucherJournal() },
    port: 0,
    http: () => Promise.resolve({ type: 'NotSent', reason: 'test' }),
    now: () => now,
    rounds: false,
  });
  closing.push(stop);
  const say = async (verb: unknown, type = 'application/json') => {
    const headers = { 'content-type': type };
    const answer = await fetch(`${url}camera`, { method: 'POST', headers, body: JSON.stringify({ verb }) });
    return { status: answer.status, json: await answer.json() };
  };
  const state = async () => (await fetch(`${url}state`)).json();
  expect(await state()).toMatchObject({ camera: { status: 'on', picture: 'shown' } });
  expect(await say('open-hidden')).toMatchObject({
    status: 200,
    json: { camera: { status: 'on', picture: 'hidden' } },
  });
  expect(await say('open-shown')).toMatchObject({ json: { camera: { status: 'on', picture: 'shown' } } });
  expect(await say('close')).toMatchObject({ json: { camera: { status: 'off', because: 'closed' } } });
  for (const [verb, type] of [['constructor'], [1], ['open', 'text/plain']] as const)
    expect((await say(verb, type)).status).toBe(400);
  expect(await say('open')).toMatchObject({ json: { camera: { status: 'on' } } });
  now = 600_000;
  expect(await state()).toMatchObject({ camera: { status: 'off', because: 'quiet' } });
});
