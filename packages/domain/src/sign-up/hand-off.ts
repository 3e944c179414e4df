import type { ContractMode } from '../contract/index.ts';
import type { Profile } from '../face-user/index.ts';
import { OrganizationId, OutUserId } from '../kernel/ids.ts';

/** What is checked before the jump into WeChat's mini programs; named as in our API. */
export type HandOffField =
  | 'organizationId'
  | 'organizationName'
  | 'outUserId'
  | 'name'
  | 'phone'
  | 'classOrPost'
  | 'identityNumber'
  | 'bankCard';
export interface HandOffFault {
  readonly field: HandOffField;
  /** What it must be; never what it was (INV-88). */
  readonly rule: string;
  readonly ruleZh: string;
}
/** What the parent's mini program is about to hand over, as far as it is told beforehand. */
export interface HandOff {
  readonly organizationId: string;
  readonly outUserId: string;
  readonly profile: Profile;
  readonly organizationName?: { readonly said: string; readonly adopted: string };
  readonly identityNumber?: string;
  /** Of a pre-signing. */
  readonly card?: { readonly mode: ContractMode; readonly given: boolean };
}

/**
 * Every rule that the mini programs answer with "cannot create the user", "system busy" or "network error", without saying
 * which (`k12-wire.md` §4, FAQ 1.12, 1.13, 2.3): checked here, so that nobody stands before those words.
 */
export const handOffFaults = (handOff: HandOff): readonly HandOffFault[] => {
  const { profile, organizationName: school, identityNumber, card } = handOff;
  const broken: readonly (HandOffField | false)[] = [
    OrganizationId.of(handOff.organizationId)._tag === 'Left' && 'organizationId',
    school !== undefined && school.said !== school.adopted && 'organizationName',
    OutUserId.of(handOff.outUserId)._tag === 'Left' && 'outUserId',
    profile.name.trim() === '' && 'name',
    !/^1\d{10}$/u.test(profile.phone) && 'phone',
    !isWholeClass(profile.classOrPost) && 'classOrPost',
    identityNumber !== undefined && !/^[0-9A-Za-z()-]{8,32}$/u.test(identityNumber) && 'identityNumber',
    card !== undefined && card.mode !== 'any-card' && !card.given && 'bankCard',
  ];
  return broken.flatMap((field) => (field === false ? [] : [{ field, ...rules[field] }]));
};

/** "三年二班", "19届2班", "后勤": something that tells it from others; "班" or "无" alone is nobody's (FAQ 1.12). */
const isWholeClass = (text: string): boolean => {
  const plain = text.normalize('NFKC').trim();
  return plain.length >= 2 && /[\p{L}\p{N}]/u.test(plain.replaceAll(/[年级届班]/gu, '')) && !placeholders.has(plain);
};
const placeholders: ReadonlySet<string> = new Set([
  '暂无',
  '未知',
  '没有',
  '其他',
  '待定',
  'null',
  'none',
  'N/A',
  'n/a',
]);

const rules: { readonly [F in HandOffField]: { readonly rule: string; readonly ruleZh: string } } = {
  organizationId: { rule: "WeChat's id of the organization: starts with O", ruleZh: '机构 ID 由微信下发,以 O 开头' },
  organizationName: {
    rule: "the organization's own name, in full and without abbreviation",
    ruleZh: '学校名称须与机构名称完全一致,不可简写',
  },
  outUserId: {
    rule: '6 to 32 letters, digits, _ or -',
    ruleZh: '商户刷脸用户 ID 长度须大于 5 位,最多 32 位字母、数字、_ 或 -',
  },
  name: { rule: 'a name that is not blank', ruleZh: '姓名不能为空' },
  phone: { rule: '11 digits, the first a 1', ruleZh: '手机号须为 11 位数字,以 1 开头' },
  classOrPost: {
    rule: 'the full real class or post, such as 三年二班',
    ruleZh: '须填写完整、真实的班级(如"三年二班")或岗位',
  },
  identityNumber: { rule: '8 to 32 letters and digits', ruleZh: '证件号长度须大于 7 位,最多 32 位字母或数字' },
  bankCard: {
    rule: 'given with limited-card and preferred-card',
    ruleZh: '指定卡、优先卡签约必须传入银行卡',
  },
};
