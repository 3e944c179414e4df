import type { Device } from '../device/device.ts';
import type { FaceUser } from '../face-user/index.ts';
import { hour, type Instant, msBetween } from '../kernel/instant.ts';
import type { ReasonCode } from './reasons.ts';

/** How the terminals of an organization stand towards one member. */
export interface TerminalsFor {
  readonly enrolled: number;
  /** In contact lately enough for WeChat's permission to hold, and not isolated. */
  readonly inContact: number;
  /** Of those: with faces from after the signing, and with the member's place on the deny list. */
  readonly ready: number;
}

/** A terminal's permission from WeChat lives 36 hours (FAQ 4.3); silent for longer, it can recognise nobody. */
export const terminalSilentAfterMs = 36 * hour;

export const terminalsFor = (member: FaceUser, devices: readonly Device[], now: Instant): TerminalsFor => {
  const enrolled = devices.filter(({ status }) => status === 'active');
  const inContact = enrolled.filter((device) => isInContact(device, now));
  const ready = inContact.filter((device) => hasFace(member, device) && hasDenyMark(member, device));
  return { enrolled: enrolled.length, inContact: inContact.length, ready: ready.length };
};

/** One terminal that can serve the member is enough; it may be offline (FAQ 5.10). */
export const reasonsOfTerminals = (
  member: FaceUser,
  devices: readonly Device[],
  now: Instant,
): readonly ReasonCode[] => {
  const enrolled = devices.filter(({ status }) => status === 'active');
  if (enrolled.length === 0) return [];
  const whole = enrolled.filter(({ quarantine }) => quarantine === undefined);
  if (whole.length === 0) return ['terminal-quarantined'];
  const inContact = whole.filter((device) => isInContact(device, now));
  if (inContact.length === 0) return ['terminals-silent'];
  const faces = inContact.filter((device) => hasFace(member, device));
  if (faces.length === 0) return ['gallery-before-signing'];
  return faces.some((device) => hasDenyMark(member, device)) ? [] : ['deny-list-not-delivered'];
};

export const warningsOfTerminals = (
  member: FaceUser,
  devices: readonly Device[],
  now: Instant,
): readonly ReasonCode[] => {
  const { enrolled, ready } = terminalsFor(member, devices, now);
  return ready > 0 && ready < enrolled ? ['terminals-behind'] : [];
};

/** One that uploads and sends no heartbeat is in contact, and what it recognises is its own affair. */
const isInContact = ({ quarantine, seen, chain }: Device, now: Instant): boolean =>
  quarantine === undefined &&
  (seen === undefined ? chain.headSequence > 0 : msBetween(seen.at, now) <= terminalSilentAfterMs);

/** Faces fetched before the signing cannot hold this one (FAQ 4.4). */
const hasFace = ({ contract }: FaceUser, { seen }: Device): boolean =>
  contract.status !== 'signed' || seen === undefined || seen.galleryAt >= contract.signedAt;

/** A terminal that told no version is taken to have the list; one with an older list still turns away who is allowed again. */
const hasDenyMark = ({ deny }: FaceUser, { seen }: Device): boolean =>
  deny === undefined || deny.denied || seen?.denyListVersion === undefined || seen.denyListVersion >= deny.listVersion;
