import { type Instant, msBetween, second } from '../kernel/instant.ts';

/** What a terminal last said of itself (`POST /v1/devices/{deviceId}/heartbeat`). */
export interface DeviceSeen {
  readonly at: Instant;
  /** When it said so, as it signed: a copy of what it said says it at the same moment, whenever it comes (INV-60). */
  readonly saidAt: Instant;
  /** When it fetched the faces it recognises (FAQ 4.4), by our clock. */
  readonly galleryAt: Instant;
  /** Of the deny list it acts by; absent where it did not say. */
  readonly denyListVersion?: number;
}

/** The terminal with what it said now; nothing where that is no news, so that not every heartbeat is a write. */
export const seenAgain = <D extends { readonly seen?: DeviceSeen }>(device: D, seen: DeviceSeen): D | undefined => {
  const before = device.seen;
  const sameList = before?.denyListVersion === seen.denyListVersion;
  if (before !== undefined && (seen.saidAt < before.saidAt || (seen.saidAt === before.saidAt && sameList)))
    return undefined; // overtaken, or the same again
  if (before !== undefined && sameList && !fresher(before.at, seen.at) && !fresher(before.galleryAt, seen.galleryAt))
    return undefined;
  return before !== undefined && seen.at < before.at ? undefined : { ...device, seen };
};
const fresher = (from: Instant, to: Instant): boolean => msBetween(from, to) >= noticedMs;
/** Terminals report once a minute; a flood of reports is no flood of writes. */
const noticedMs = 15 * second;
