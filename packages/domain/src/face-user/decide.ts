import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import { type ContractCommand, contractDecider } from '../contract/index.ts';
import { accept, reject } from '../kernel/decider.ts';
import { isDenied } from './denied.ts';
import type { FaceUser, FaceUserDecider, FaceUserEvent, FaceUserRejection, Profile, UserReading } from './face-user.ts';

export const decide: FaceUserDecider['decide'] = (command, user) => {
  if (command.type === 'Put') {
    if (user !== undefined && sameProfile(user.profile, command.profile)) return accept(); // the same roster line again
    const { organization, outUserId, profile } = command;
    return accept({ type: 'MemberPut', organization, outUserId, profile });
  }
  if (user === undefined) return reject({ type: 'MemberUnknown' });
  switch (command.type) {
    case 'RecordReading':
      return read(command.reading, user, { type: 'RecordReading', reading: command.reading.contract });
    case 'RecordTerminationRefused': {
      const { reading, at } = command;
      return read(reading, user, { type: 'RecordTerminationRefused', reading: reading.contract, at });
    }
    case 'RequestTermination':
      if (command.whileOwing === 'refuse' && user.contract.status === 'signed' && user.debts.length > 0)
        return reject({ type: 'AdvancesOpen', count: user.debts.length });
      return contractDecider.decide({ type: 'RequestTermination', at: command.at }, user.contract);
    case 'Block':
      return user.blockedAt === undefined ? accept({ type: 'MemberBlocked', at: command.at }) : accept();
    case 'Erase':
      if (user.contract.status === 'signed' || user.contract.status === 'terminating')
        return reject({ type: 'ContractInForce' });
      if (user.debts.length > 0) return reject({ type: 'AdvancesOpen', count: user.debts.length });
      return user.erasedAt === undefined ? accept({ type: 'MemberErased', at: command.at }) : accept();
    case 'Unblock':
      return user.blockedAt === undefined ? accept() : accept({ type: 'MemberUnblocked' });
    case 'RecordPush': // unless it changed once more in between
      return user.unpushed === true && sameProfile(user.profile, command.profile)
        ? accept({ type: 'ProfilePushed' })
        : accept();
    case 'SetLimits':
      return user.limits?.single === command.limits.single && user.limits?.day === command.limits.day
        ? accept()
        : accept({ type: 'MemberLimitsSet', limits: command.limits });
    case 'UpdateDenyList': {
      const denied = isDenied(user, command.policy);
      return denied === (user.deny?.denied ?? false)
        ? accept()
        : accept({ type: denied ? 'MemberDenied' : 'MemberAllowed', listVersion: command.listVersion });
    }
    case 'RecordAdvance':
      return user.debts.includes(command.deduction)
        ? accept()
        : accept({ type: 'AdvanceOpened', deduction: command.deduction });
    case 'RecordRepayment':
      return user.debts.includes(command.deduction)
        ? accept({ type: 'AdvanceRepaid', deduction: command.deduction })
        : accept();
  }
};

const read = (
  reading: UserReading,
  user: FaceUser,
  ofContract: ContractCommand,
): E.Either<FaceUserRejection, readonly FaceUserEvent[]> => {
  if (user.readAt !== undefined && reading.startedAt < user.readAt) return accept(); // older news (INV-36)
  const { userId, faceImage, usage, startedAt: at } = reading;
  return pipe(
    contractDecider.decide(ofContract, user.contract),
    E.map((contract) => [{ type: 'UserRead', userId, faceImage, usage, at }, ...contract]),
  );
};

const sameProfile = (a: Profile, b: Profile): boolean =>
  a.name === b.name &&
  a.phone === b.phone &&
  a.userType === b.userType &&
  a.classOrPost === b.classOrPost &&
  a.consent?.guardian === b.consent?.guardian &&
  a.consent?.textVersion === b.consent?.textVersion &&
  a.consent?.at === b.consent?.at;
