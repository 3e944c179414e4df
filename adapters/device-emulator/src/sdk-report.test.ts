import { describe, expect, test } from 'vitest';
import { frameOf, opened, pupils } from '../test/counter-steps.ts';
import { createCounterTerminal, createCounterWorld } from '../test/counter-world.ts';
import { sdkErrors, sdkReportText } from './index.ts';

describe('FAQ 4.1 the terminal keeps what WeChat’s support asks for about the last failed call of the face SDK', () => {
  test('FAQ 4.2 without network the SDK does not start: the four things say so', async () => {
    const world = createCounterWorld(pupils);
    world.network = 'down';
    const terminal = createCounterTerminal(world);
    await terminal.boot();
    const report = terminal.status().lastSdkFailure;
    expect(report).toEqual({
      interface: 'initWxpayface',
      parameters: {},
      answer: { return_code: 'SYSTEMERROR', return_msg: 'no network' },
      atMs: world.now,
    });
    expect(report === undefined ? [] : sdkReportText(report).split('\n')).toEqual([
      '请求接口：initWxpayface',
      '请求参数：',
      '返回参数：return_code=SYSTEMERROR, return_msg=no network',
      `请求时间：${new Date(world.now + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`,
    ]);
  });

  test('INV-88 parameters are masked: a phone tail and a permission show their length only', async () => {
    const terminal = await opened(createCounterWorld(pupils));
    terminal.sdk.finishFaceVerify({ user_phone: '8642' });
    expect(terminal.status().lastSdkFailure).toMatchObject({
      interface: 'finishFaceVerify',
      parameters: { user_phone: '(4 characters)' },
      answer: { err_code: sdkErrors.noUserFits },
    });
    terminal.sdk.preloadSdkEnv({ authinfo: 'not one of WeChat’s', organization_id: 'O1', sub_mchid: '1900000109' });
    const report = terminal.status().lastSdkFailure;
    expect(report?.parameters).toEqual({
      authinfo: '(19 characters)',
      organization_id: 'O1',
      sub_mchid: '1900000109',
    });
    expect(JSON.stringify(report)).not.toMatch(/8642|not one of/u);
  });

  test('FAQ 4.4 a face that nobody here has is kept; guidance and success are none', async () => {
    const terminal = await opened(createCounterWorld(pupils));
    terminal.serve({ frame: { type: 'nobody' }, amountFen: 100 });
    terminal.serve({ frame: frameOf(7), amountFen: 100 });
    expect(terminal.status().lastSdkFailure).toBeUndefined();
    terminal.serve({ frame: frameOf(999), amountFen: 100 });
    expect(terminal.status().lastSdkFailure).toMatchObject({
      interface: 'startVerify',
      answer: { err_code: sdkErrors.faceNotRecognised },
    });
  });
});
