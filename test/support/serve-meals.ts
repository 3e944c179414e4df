import { createMintingDevice, enrolDevice, type Meal, type MintingDevice } from './minting-device.ts';
import type { Canteen } from './open-canteen.ts';

/** A counter of this canteen, enrolled at our server. */
export const openCounter = async (canteen: Canteen, deviceId: string): Promise<MintingDevice> => {
  const { organizationId, merchant, control, emulator, api } = canteen;
  const { subMchid } = merchant;
  const now = emulator.clock.now;
  const device = createMintingDevice({ deviceId, organizationId, subMchid, control, now });
  await enrolDevice(api, device, organizationId);
  return device;
};

/** Mints and uploads in batches, as a counter does that is always online. */
export const serveMeals = async (canteen: Canteen, device: MintingDevice, meals: readonly Meal[]): Promise<void> => {
  for (const meal of meals) await device.mint(meal);
  while (device.pending().length > 0) await device.upload(canteen.server.url, device.pending().slice(0, 100));
};
