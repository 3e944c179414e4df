import { mayBeAdvanced } from '../contract/index.ts';
import { type DenyPolicy, type FaceUser, isDenied } from '../face-user/index.ts';
import type { ReasonCode } from './reasons.ts';

/** What stands against one member, on every axis (`k12-wire.md` §3). Never read is said once, not for each axis. */
export const reasonsOfMember = (member: FaceUser, policy: DenyPolicy): readonly ReasonCode[] => [
  ...(member.readAt === undefined ? (['never-read'] as const) : []),
  ...contractCodes(member),
  ...faceCodes(member),
  ...usageCodes(member),
  ...debtCodes(member, policy),
];

/** What the school should know before it stands against the member (FAQ Q2). */
export const warningsOfMember = ({ contract, debts, unpushed }: FaceUser): readonly ReasonCode[] => [
  ...(contract.status === 'signed' && !mayBeAdvanced(contract) ? (['no-advance-by-mode'] as const) : []),
  ...(debts.length >= advancesMax ? (['advances-used-up'] as const) : []),
  ...(debts.length > 0 && debts.length < advancesMax ? (['advances-open'] as const) : []),
  ...(unpushed === true ? (['profile-not-pushed'] as const) : []),
];
/** WeChat advances no fourth meal (FAQ 5.8). */
const advancesMax = 3;

const contractCodes = ({ contract, readAt }: FaceUser): readonly ReasonCode[] => {
  switch (contract.status) {
    case 'absent':
      return readAt === undefined ? [] : ['contract-missing'];
    case 'terminating':
      return ['contract-ending'];
    case 'terminated':
      return ['contract-ended'];
    case 'signed':
      return [];
  }
};

const faceCodes = ({ faceImage, readAt }: FaceUser): readonly ReasonCode[] => {
  switch (faceImage) {
    case 'missing':
      return ['face-missing'];
    case 'unknown':
      return readAt === undefined ? [] : ['face-unknown'];
    case 'ready':
      return [];
  }
};

/** WeChat's word and ours are kept apart: each is lifted by another hand. Our block is told to WeChat, so while it stands "disabled" is its echo. */
const usageCodes = ({ usage, blockedAt, readAt }: FaceUser): readonly ReasonCode[] => [
  ...(blockedAt === undefined ? [] : (['blocked-by-us'] as const)),
  ...(usage === 'disabled' && blockedAt === undefined ? (['disabled-by-wechat'] as const) : []),
  ...(usage === 'unknown' && readAt !== undefined ? (['usage-unknown'] as const) : []),
];

const debtCodes = (member: FaceUser, policy: DenyPolicy): readonly ReasonCode[] => {
  const { denyAtOpenAdvances } = policy;
  if (denyAtOpenAdvances !== undefined && member.debts.length >= denyAtOpenAdvances) return ['open-advances'];
  if (member.deny?.denied !== true || isDenied(member, policy)) return [];
  return member.debts.length > 0 ? ['open-advances'] : ['on-deny-list']; // listed under a stricter policy than this one
};
