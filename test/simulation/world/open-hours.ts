import type { Simulation } from '../engine/simulation.ts';
import type { DeviceProcess } from './device.ts';

const minute = 60_000;

/** Terminals are switched on when their canteen opens, and off when it is closed and they have handed over everything. */
export const keepHours = ({ plan, stepper }: Simulation, boxes: () => readonly DeviceProcess[]): void => {
  const { openHours } = plan.world;
  if (openHours === undefined) return;
  const isOpen = (): boolean => openHours.some(({ from, to }) => from <= stepper.now() && stepper.now() < to);
  const close = (box: DeviceProcess): void => {
    if (isOpen()) return;
    if (box.process.isUp() && box.backlog() === 0) box.process.stop();
    else stepper.after(minute, () => close(box));
  };
  for (const { from, to } of openHours) {
    stepper.at(from, () => boxes().forEach(({ process }) => process.start()));
    stepper.at(to, () => boxes().forEach(close));
  }
};
