import { expect, test } from 'vitest';
import { readEmulatorSettings } from './read-emulator-settings.ts';

test('8701 on loopback, data under ./data, unless the environment says otherwise', () => {
  expect(readEmulatorSettings({}).options).toEqual({ port: 8701, host: '127.0.0.1', dataDir: './data/emulator' });
  expect(readEmulatorSettings({ FACEPAY_EMULATOR_PORT: '9', FACEPAY_EMULATOR_DATA: 'memory' }).options).toEqual({
    port: 9,
    host: '127.0.0.1',
  });
});

test.each(['', 'http', '-1', '65536', '8701x'])('port %j is a fault', (port) => {
  expect(readEmulatorSettings({ FACEPAY_EMULATOR_PORT: port }).faults).toHaveLength(1);
});
