import { payscoreRules } from '@facepay/domain';
import type { Refusal } from './refusal.ts';

/** The words of a refusal about Pay Score, besides its title. */
export const payscoreReason = (refusal: Refusal): string | undefined => {
  const [field] = payscoreFields(refusal) ?? [];
  if (field !== undefined) return `${field.name}: ${field.rule}.`;
  if (refusal.type === 'PayscoreNotNow') return `It is ${refusal.status}, so no ${refusal.call} is possible.`;
  return refusal.type === 'PayscoreAskedOtherwise' || refusal.type === 'PayscoreCallOpen'
    ? `It is a ${refusal.call}.`
    : undefined;
};

/** The same in Chinese, where a field or a rule is meant. */
export const payscoreReasonZh = (refusal: Refusal): string | undefined => {
  const [field] = payscoreFields(refusal) ?? [];
  return field === undefined ? undefined : `${field.name}:${field.ruleZh}。`;
};

interface Field {
  readonly name: string;
  readonly rule: string;
  readonly ruleZh: string;
}
export const payscoreFields = (refusal: Refusal): readonly Field[] | undefined => {
  if (refusal.type === 'PermissionInvalid') {
    const { en: rule, zh: ruleZh } = permissionRules[refusal.field];
    return [{ name: refusal.field, rule, ruleZh }];
  }
  if (refusal.type !== 'PayscoreInvalid') return undefined;
  const { en: rule, zh: ruleZh } = payscoreRules[refusal.rule];
  return [{ name: fieldShown(refusal.field), rule, ruleZh }];
};

/** Amounts end in `Fen` on our API. */
const fieldShown = (field: string): string => field.replace(/(?:\bamount|^total)$/u, '$&Fen');

const permissionRules = {
  notifyUrl: payscoreRules['notify-url'],
  reason: { en: '1 to 50 characters', zh: '1 至 50 个字符' },
} as const;
