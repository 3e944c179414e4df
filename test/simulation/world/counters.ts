import type { CounterIndex } from '../plan/plan.ts';
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
  const first = createDeviceProcess(parts, { name: 'device', deviceId: 'counter-1' });
  const boxes = [first];
  if (parts.simulation.plan.world.counters === 2)
    boxes.push(createDeviceProcess(parts, { name: 'device-2', deviceId: 'counter-2' }));
  return {
    at: (index) => boxes[index] ?? first,
    all: () => boxes,
    clone: () => {
      const original = boxes[1];
      if (original === undefined || boxes.length > 2) return;
      const image = original.takeImage();
      const copy = createDeviceProcess(parts, { name: 'device-copy', deviceId: original.deviceId, image });
      boxes.push(copy);
      copy.process.start();
      parts.simulation.count('trouble clone');
    },
  };
};
