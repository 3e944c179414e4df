import {
  issueRepaymentLink,
  presignMember,
  enableMember,
  disableMember,
  acceptVouchers,
  acknowledgeAlarm,
  adoptOrganization,
  applyNotice,
  decideHeldDeduction,
  deductFromCredential,
  deductFromCredentials,
  enrolDevice,
  explainMember,
  eraseMember,
  importRoster,
  issueAuthinfo,
  issueFaceAuthinfo,
  issueToken,
  listReEnrolments,
  progressDeduction,
  progressRefund,
  progressTask,
  putMember,
  requestRefund,
  readDay,
  readFaceUnionId,
  readDenyList,
  readPayer,
  outlineMember,
  recordHeartbeat,
  relayEvents,
  revokeDevice,
  setDebtPolicy,
  setMemberLimits,
  setCalendar,
  setOrganizationLimits,
  syncMember,
  takeInNotice,
  terminateContract,
} from '@facepay/application';
import { createPayscoreUseCases, type PayscoreUseCases } from './payscore-use-cases.ts';
import type { Ports } from './ports.ts';

/**
 * Everything the product does, ready to be called. Written out: the compiler names inferred fp-ts types by a path that
 * Node-style resolution does not find.
 */
export interface UseCases {
  readonly adoptOrganization: ReturnType<typeof adoptOrganization>;
  readonly putMember: ReturnType<typeof putMember>;
  readonly issueToken: ReturnType<typeof issueToken>;
  readonly listReEnrolments: ReturnType<typeof listReEnrolments>;
  readonly syncMember: ReturnType<typeof syncMember>;
  readonly setDebtPolicy: ReturnType<typeof setDebtPolicy>;
  readonly setCalendar: ReturnType<typeof setCalendar>;
  readonly setOrganizationLimits: ReturnType<typeof setOrganizationLimits>;
  readonly setMemberLimits: ReturnType<typeof setMemberLimits>;
  readonly disableMember: ReturnType<typeof disableMember>;
  readonly enableMember: ReturnType<typeof enableMember>;
  readonly presignMember: ReturnType<typeof presignMember>;
  readonly issueRepaymentLink: ReturnType<typeof issueRepaymentLink>;
  readonly terminateContract: ReturnType<typeof terminateContract>;
  readonly enrolDevice: ReturnType<typeof enrolDevice>;
  readonly revokeDevice: ReturnType<typeof revokeDevice>;
  readonly recordHeartbeat: ReturnType<typeof recordHeartbeat>;
  readonly explainMember: ReturnType<typeof explainMember>;
  readonly outlineMember: ReturnType<typeof outlineMember>;
  readonly eraseMember: ReturnType<typeof eraseMember>;
  readonly importRoster: ReturnType<typeof importRoster>;
  readonly issueAuthinfo: ReturnType<typeof issueAuthinfo>;
  readonly issueFaceAuthinfo: ReturnType<typeof issueFaceAuthinfo>;
  readonly readFaceUnionId: ReturnType<typeof readFaceUnionId>;
  readonly acceptVouchers: ReturnType<typeof acceptVouchers>;
  readonly acknowledgeAlarm: ReturnType<typeof acknowledgeAlarm>;
  readonly readDay: ReturnType<typeof readDay>;
  readonly readPayer: ReturnType<typeof readPayer>;
  readonly readDenyList: ReturnType<typeof readDenyList>;
  readonly progressDeduction: ReturnType<typeof progressDeduction>;
  readonly requestRefund: ReturnType<typeof requestRefund>;
  readonly progressRefund: ReturnType<typeof progressRefund>;
  readonly progressTask: ReturnType<typeof progressTask>;
  readonly decideHeldDeduction: ReturnType<typeof decideHeldDeduction>;
  readonly deductFromCredential: ReturnType<typeof deductFromCredential>;
  readonly deductFromCredentials: ReturnType<typeof deductFromCredentials>;
  readonly takeInNotice: ReturnType<typeof takeInNotice>;
  readonly applyNotice: ReturnType<typeof applyNotice>;
  /** Absent where no Pay Score service is configured. */
  readonly payscore?: PayscoreUseCases;
  readonly relayEvents: ReturnType<typeof relayEvents>;
}

/** The use cases over their ports. Apps get them from the container; simulations call this with ports of their own. */
export const createUseCases = (ports: Ports): UseCases => ({
  adoptOrganization: adoptOrganization(ports),
  putMember: putMember(ports),
  issueToken: issueToken(ports),
  listReEnrolments: listReEnrolments(ports),
  syncMember: syncMember(ports),
  setDebtPolicy: setDebtPolicy(ports),
  setCalendar: setCalendar(ports),
  setOrganizationLimits: setOrganizationLimits(ports),
  setMemberLimits: setMemberLimits(ports),
  disableMember: disableMember(ports),
  enableMember: enableMember(ports),
  presignMember: presignMember(ports),
  issueRepaymentLink: issueRepaymentLink(ports),
  terminateContract: terminateContract(ports),
  enrolDevice: enrolDevice(ports),
  revokeDevice: revokeDevice(ports),
  recordHeartbeat: recordHeartbeat(ports),
  explainMember: explainMember(ports),
  outlineMember: outlineMember(ports),
  eraseMember: eraseMember(ports),
  importRoster: importRoster(ports),
  issueAuthinfo: issueAuthinfo(ports),
  issueFaceAuthinfo: issueFaceAuthinfo(ports),
  readFaceUnionId: readFaceUnionId(ports),
  acceptVouchers: acceptVouchers(ports),
  acknowledgeAlarm: acknowledgeAlarm(ports),
  readDay: readDay(ports),
  readPayer: readPayer(ports),
  readDenyList: readDenyList(ports),
  progressDeduction: progressDeduction(ports),
  requestRefund: requestRefund(ports),
  progressRefund: progressRefund(ports),
  progressTask: progressTask(ports),
  decideHeldDeduction: decideHeldDeduction(ports),
  deductFromCredential: deductFromCredential(ports),
  deductFromCredentials: deductFromCredentials(ports),
  takeInNotice: takeInNotice(ports),
  applyNotice: applyNotice(ports),
  ...(ports.payscore === undefined ? {} : { payscore: createPayscoreUseCases({ ...ports, payscore: ports.payscore }) }),
  relayEvents: relayEvents(ports),
});
