import type { FaceAnswer } from '../wire/face.ts';
import type { DrawnFaults } from './fault-box.ts';

/** An answer as an open interface may give it (F-21): a value nobody knows, fewer members, more members. */
export const openAnswer = (answer: FaceAnswer, faults: DrawnFaults, draw: () => number): FaceAnswer => {
  if (answer.status >= 300 || answer.body === undefined) return answer;
  let members: Members = { ...answer.body };
  if (faults['unknown-enum'] !== undefined) members = withUnknownValue(members, draw());
  if (faults['missing-members'] !== undefined) members = withoutOptional(members);
  if (faults['extra-members'] !== undefined) members = { ...members, new_feature: { since: '2027' }, new_flag: true };
  return { ...answer, body: members };
};

type Members = Readonly<Record<string, unknown>>;

const enums = [
  'trade_state',
  'debt_state',
  'trade_type',
  'user_type',
  'status',
  'contract_state',
  'contract_mode',
  'state',
  'state_description',
  'authorization_state',
];
const withUnknownValue = (members: Members, draw: number): Members => {
  const present = enums.filter((name) => typeof members[name] === 'string');
  const chosen = present[Math.floor(draw * present.length)];
  return chosen === undefined ? members : { ...members, [chosen]: 'SOMETHING_NEW' };
};

/** That an advance is one shows in `debt_state` or in the bank type: neither is left out. */
const optional = new Set([
  'sub_appid',
  'payer',
  'scene_info',
  'attach',
  'description',
  'trade_state_description',
  'error_type',
  'user_name',
  'user_type',
  'student_info',
  'staff_info',
  'face_image_ok',
  'contract_bank_card_from',
  'state_description',
  'location',
  'device',
  'notify_url',
  'user_risk_level',
  'risk_level_version',
]);
const withoutOptional = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !optional.has(name)));
