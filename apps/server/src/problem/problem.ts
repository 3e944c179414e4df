import type { JsonRefused } from '@facepay/safe-json';
import { Instant, second, toRfc3339, type LimitAbovePlatform } from '@facepay/domain';
import { type ReasonView, reasonViews } from '../views/reason-view.ts';
import { payscoreFields, payscoreReason, payscoreReasonZh } from './payscore-words.ts';
import { problemTable } from './problem-table.ts';
import { type WechatMembers, wechatMembers } from './wechat-members.ts';
import { reasonsOfRefusal } from './reasons-of-refusal.ts';
import type { Refusal } from './refusal.ts';
import { ruleInChinese } from './rule-in-chinese.ts';

/** RFC 9457, with our members. `detailZh` is `detail` in Chinese. */
export interface Problem extends WechatMembers {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailZh: string;
  readonly requestId: string;
  /** What is wrong where, for `shape-wrong`. */
  readonly fields?: readonly { readonly name: string; readonly rule: string; readonly ruleZh?: string }[];
  /** Why a member is not charged, in the words of `canPay` (`docs/why-not.md`). */
  readonly reasons?: readonly ReasonView[];
  /** RFC 3339, for a device whose clock is off (BAD-43). */
  readonly serverTime?: string;
  /** RFC 3339: when a sale may be tried again, for `retry-not-now` (BAD-57). */
  readonly nextWindowAt?: string;
}

/** What a refusal says; never an input's value, a stack or a query (INV-88, INV-96). */
export const problemOf = (refusal: Refusal, requestId: string): Problem => {
  const { status, code, title, zh } = problemTable[refusal.type];
  const detail = reasonOf(refusal);
  const detailZh = payscoreReasonZh(refusal);
  return {
    type: `urn:facepay:problem:${code}`,
    title,
    status,
    code,
    detail: detail === undefined ? title : `${title} ${detail}`,
    detailZh: detailZh === undefined ? zh : `${zh}${detailZh}`,
    requestId,
    ...extrasOf(refusal),
    ...reasonsShown(refusal),
  };
};

/** Answer headers that a refusal needs besides its body. */
export const problemHeaders = (refusal: Refusal): Readonly<Record<string, string>> => {
  if (refusal.type === 'MethodNotAllowed') return { allow: refusal.allow.join(', ') };
  if (refusal.type === 'TokenMissing') return { 'www-authenticate': 'Bearer' };
  if (refusal.type === 'TokenWrong') return { 'www-authenticate': 'Bearer error="invalid_token"' };
  if (refusal.type === 'StoreBusy')
    return { 'retry-after': String(Math.max(1, Math.ceil(refusal.retryAfterMs / second))) };
  return problemTable[refusal.type].status === 503 ? { 'retry-after': '5' } : {};
};

const reasonOf = (refusal: Refusal): string | undefined => {
  if (refusal.type === 'JsonRefused') return unreadableWords[refusal.reason];
  if (refusal.type === 'NotNow' || refusal.type === 'DeductionNotPaid' || refusal.type === 'RefundNotNow')
    return `It is ${refusal.status}.`;
  if (refusal.type === 'RefundAboveRest') return `${refusal.rest} fen are left.`;
  if (refusal.type === 'AdvancesOpen') return `Open advances: ${refusal.count}.`;
  if (refusal.type === 'GuardianConsentMissing') return `Below the age of ${refusal.belowAge} it is needed.`;
  if (refusal.type === 'LimitAbovePlatform')
    return `The platform's limit for this (${refusal.limit}) is ${refusal.limitFen} fen.`;
  return payscoreReason(refusal);
};
const unreadableWords: Readonly<Record<JsonRefused['reason'], string>> = {
  TooLarge: 'It is too large.',
  NotUtf8: 'It is not UTF-8.',
  ByteOrderMark: 'It starts with a byte-order mark.',
  TooDeep: 'It is nested deeper than 16.',
  TooManyMembers: 'It has too many members.',
  SyntaxWrong: 'Its syntax is wrong.',
  KeyForbidden: 'A name is not allowed.',
  RepeatedName: 'An object has one name twice.',
  NumberNotFinite: 'A number is too large.',
  NulCharacter: 'A text has a NUL.',
  LoneSurrogate: 'A text has half of a surrogate pair.',
};

const reasonsShown = (refusal: Refusal): Pick<Problem, 'reasons'> => {
  const codes = reasonsOfRefusal(refusal);
  return codes.length === 0 ? {} : { reasons: reasonViews(codes) };
};

const extrasOf = (refusal: Refusal): Pick<Problem, 'fields' | 'wechat' | 'support' | 'serverTime' | 'nextWindowAt'> => {
  if (refusal.type === 'ShapeWrong')
    return { fields: refusal.fields.slice(0, fieldsMax).map(({ path, rule }) => shapeField(path, rule)) };
  if (refusal.type === 'HandOffRefused')
    return { fields: refusal.faults.map(({ field, rule, ruleZh }) => ({ name: field, rule, ruleZh })) };
  if (refusal.type === 'CalendarWrong')
    return { fields: refusal.faults.slice(0, fieldsMax).map(({ field, rule }) => ({ name: field, rule })) };
  if (refusal.type === 'LimitAbovePlatform')
    return { fields: [{ name: limitField(refusal), rule: `at most ${refusal.limitFen}` }] };
  if (refusal.type === 'OrganizationUnknownToWechat')
    return { fields: [{ name: 'organizationId', rule: 'known to WeChat Pay' }] };
  if (refusal.type === 'RetryNotNow') return { nextWindowAt: toRfc3339(refusal.nextAt) };
  if (refusal.type === 'OutsideWindow') return { serverTime: toRfc3339(Instant.of(refusal.nowSeconds * second)) };
  const fields = payscoreFields(refusal);
  if (fields !== undefined) return { fields };
  return 'trace' in refusal ? wechatMembers(refusal) : {};
};
const shapeField = (name: string, rule: string) => {
  const ruleZh = ruleInChinese(rule);
  return { name, rule, ...(ruleZh === undefined ? {} : { ruleZh }) };
};
/** An answer stays small, whatever came in. */
const fieldsMax = 20;

const limitField = ({ limit, scene }: LimitAbovePlatform): string =>
  `${scene === undefined ? '' : `scenes.${scene}.`}${limit}LimitFen`;
