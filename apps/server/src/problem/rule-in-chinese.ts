/** The rules of our shapes in Chinese, where people who keep a roster meet them (BAD-63); the rest is for programmers. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^is required$/u, '必填'],
  [/^is no member of this object$/u, '未知字段'],
  [/^(\d+) to (\d+) characters, no control characters$/u, '$1 至 $2 个字符,不含控制字符'],
  [/^11 digits, the first a 1$/u, '手机号须为 11 位数字,以 1 开头'],
  [/^8 to 32 letters and digits$/u, '证件号长度须大于 7 位,最多 32 位字母或数字'],
  [/^6 to 32 letters, digits, _ or -$/u, '商户刷脸用户 ID 长度须大于 5 位,最多 32 位字母、数字、_ 或 -'],
  [
    /^starts with O, then letters and digits, at most 32 characters$/u,
    '机构 ID 由微信下发,以 O 开头,最多 32 位字母或数字',
  ],
  [/^one of (.+)$/u, '取值须为 $1 之一'],
  [/^an RFC 3339 time with an offset$/u, '须为带时区的 RFC 3339 时间'],
  [/^an object$/u, '须为 JSON 对象'],
  [/^mm\/yy$/u, '格式为 月/年,如 09/28'],
];

export const ruleInChinese = (rule: string): string | undefined => {
  const found = known.find(([pattern]) => pattern.test(rule));
  return found === undefined ? undefined : rule.replace(found[0], found[1]);
};
