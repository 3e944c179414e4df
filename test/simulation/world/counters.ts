import type { CounterIndex } from '../plan/plan.ts';
import { keepHours } from './open-hours.ts';
import { createDeviceProcess, type DeviceParts, type DeviceProcess } from './device.ts';

/** The boxes of the canteen: one or two counters, and what became of them. */
export interface Counters {
  /** Where there is no such box, the first one serves. */
  readonly at: (index: CounterIndex) => DeviceProcess;
  readonly all: () => readonly DeviceProcess[];
  /** Copies the second box with its key, and switches the copy on. */
  readonly clone: () => void;
}

export const openCounters = (parts: DeviceParts): Counters => {
  const { counters = 1 } = parts.simulation.plan.world;
  const first = createDeviceProcess(parts, { name: 'device', deviceId: 'counter-1' });
  const boxes = [first];
  for (let number = 2; number <= counters; number += 1)
    boxes.push(createDeviceProcess(parts, { name: `device-${number}`, deviceId: `counter-${number}` }));
  keepHours(parts.simulation, () => boxes);
  return {
    at: (index) => boxes[index] ?? first,
    all: () => boxes,
    clone: () => {
      const original = boxes[1];
      if (original === undefined || boxes.length > counters) return;
      const image = original.takeImage();
      const copy = createDeviceProcess(parts, { name: 'device-copy', deviceId: original.deviceId, image });
      boxes.push(copy);
      copy.process.start();
      parts.simulation.count('trouble clone');
    },
  };
};
