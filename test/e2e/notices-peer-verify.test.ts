import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Surroundings } from '../support/installation.ts';
import { openNoticeBox } from '../support/notice-box.ts';
import { openCanteen } from '../support/open-canteen.ts';
import { exchange } from '../support/raw-exchange.ts';
import { makeSchoolKeys } from '../support/school-keys.ts';
import { until } from '../support/until.ts';

let keys: EmulatorKeys;
beforeAll(async () => {
  keys = await makeSchoolKeys();
});
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

describe('our server takes in the genuine ones', () => {
  test.each([
    ['certificate', 'certificates'],
    ['certificate', 'none'], // downloads them
    ['public-key', 'public-key'],
    ['mixed', 'both'],
  ] as const)('WeChat in %s mode, we know: %s', async (mode, knownKeys: Surroundings['knownKeys'] & string) => {
    const canteen = await openCanteen({ knownKeys, emulator: { keys, settings: { transactionNotices: true } } });
    closing.push(canteen.close);
    const { control, api } = canteen;
    await control('POST', '/_emulator/keys/rotate', { mode, publicKeyShare: mode === 'mixed' ? 0.5 : 0 });
    const pupil = await canteen.signUp(1);
    await control('POST', `/_emulator/users/${pupil.userId}/terminate`);
    const outcomes = async () => {
      const { notices } = await control('GET', '/_emulator/notices');
      return JSON.parse(JSON.stringify(notices)).map((one: { deliveries: { outcome: number }[] }) =>
        one.deliveries.map(({ outcome }) => outcome),
      );
    };
    await until('both notices to be taken in', async () => (await outcomes()).flat().length >= 2);
    expect(await outcomes()).toEqual([[200], [200]]);
    const path = `/v1/organizations/${canteen.organizationId}/members/${pupil.outUserId}`;
    await until('the end of the contract to be known here', async () => {
      const { contract } = await api('GET', path);
      return JSON.stringify(contract).includes('"terminated"');
    });
  });

  test('a captured one is 200, again 200, and 401 after 5 min 1 s (BAD-23)', async () => {
    const box = await openNoticeBox();
    closing.push(box.close);
    const canteen = await openCanteen({ notifyUrl: 'nowhere', emulator: { keys } });
    closing.push(canteen.close);
    await canteen.control('POST', '/_emulator/notify-url', { url: box.url });
    await canteen.signUp(1);
    await until('a notice', () => box.notices().length > 0);
    const [caught] = box.notices();
    if (caught === undefined) throw new Error('no notice');
    const { 'content-length': _, host: __, connection: ___, ...headers } = caught.headers;
    const send = async () => {
      const request = { method: 'POST', target: canteen.notifyPath, headers, body: caught.body };
      return (await exchange(canteen.server.url, request)).status;
    };
    expect([await send(), await send()]).toEqual([200, 200]);
    const before = canteen.composed.ports.clock.now();
    await canteen.control('POST', '/_emulator/clock', { advanceMs: 301_000 });
    await until('our clock to follow', () => canteen.composed.ports.clock.now() > before + 300_500);
    expect(await send()).toBe(401);
  });
});
