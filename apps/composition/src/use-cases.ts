import {
  acceptVouchers,
  adoptOrganization,
  applyNotice,
  decideHeldDeduction,
  enrolDevice,
  issueAuthinfo,
  issueToken,
  progressDeduction,
  putMember,
  relayEvents,
  revokeDevice,
  syncMember,
  takeInNotice,
  terminateContract,
} from '@facepay/application';
import type { Ports } from './ports.ts';

/** The use cases over their ports. Apps get them from the container; simulations call this with ports of their own. */
export const createUseCases = (ports: Ports) => ({
  adoptOrganization: adoptOrganization(ports),
  putMember: putMember(ports),
  issueToken: issueToken(ports),
  syncMember: syncMember(ports),
  terminateContract: terminateContract(ports),
  enrolDevice: enrolDevice(ports),
  revokeDevice: revokeDevice(ports),
  issueAuthinfo: issueAuthinfo(ports),
  acceptVouchers: acceptVouchers(ports),
  progressDeduction: progressDeduction(ports),
  decideHeldDeduction: decideHeldDeduction(ports),
  takeInNotice: takeInNotice(ports),
  applyNotice: applyNotice(ports),
  relayEvents: relayEvents(ports),
});
export type UseCases = ReturnType<typeof createUseCases>;
