import { createMovableClock } from '@facepay/wechat-emulator';
import type { ClockAnchor, EmulatorStore, MovableClock } from '@facepay/wechat-emulator';

const kind = 'clock';

const isAnchor = (value: unknown): value is ClockAnchor =>
  typeof value === 'object' &&
  value !== null &&
  'baseAt' in value &&
  'at' in value &&
  'speed' in value &&
  [value.baseAt, value.at, value.speed].every((one) => typeof one === 'number');

const readAnchor = (store: EmulatorStore): ClockAnchor | undefined => {
  const found = store.load().find((record) => record.kind === kind);
  const value: unknown = found?.json === undefined ? undefined : JSON.parse(found.json);
  return isAnchor(value) ? value : undefined;
};

/** The clock as it was left: moved it stays moved over a restart, and time passes while nobody runs. */
export const openClock = (baseNow: () => number, store: EmulatorStore): MovableClock =>
  createMovableClock(baseNow, {
    anchor: readAnchor(store),
    moved: (anchor) => store.save([{ kind, key: kind, json: JSON.stringify(anchor) }]),
  });
