import * as E from 'fp-ts/lib/Either.js';
import { openDeviceFolder } from './device-folder.ts';
import { createEmulatorClock } from './emulator-clock.ts';
import { gotTransport } from './got-transport.ts';
import { createPausable } from './pausable.ts';
import { readTerminalSettings } from './read-settings.ts';
import { startTerminal } from './start-terminal.ts';

/** How often a terminal that follows the emulator's clock looks at it. */
const clockEveryMs = 1000;

const settings = readTerminalSettings(process.env);
if (E.isLeft(settings)) {
  for (const problem of settings.left) console.error(problem);
  process.exitCode = 1;
} else {
  const { identity, rules, port, camera, folder, followsEmulatorClock } = settings.right;
  const clock = createEmulatorClock(gotTransport, identity.wechatOrigin, Date.now);
  const following = createPausable();
  const follow = async (): Promise<void> => {
    while (!following.isStopped()) {
      await clock.follow();
      await following.sleep(clockEveryMs);
    }
  };
  if (followsEmulatorClock) await clock.follow();
  const disk = openDeviceFolder(folder);
  const { terminal, url, stop } = await startTerminal({
    settings: { ...identity, ...rules },
    disk,
    port,
    camera,
    ...(followsEmulatorClock ? { now: clock.now } : {}),
  });
  if (followsEmulatorClock) void follow();
  console.log(`terminal ${terminal.deviceId} at ${url ?? ''}`);
  console.log(`public key to enrol (POST /v1/devices): ${terminal.publicKey}`);
  const end = (): void => {
    following.stop();
    void stop();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
