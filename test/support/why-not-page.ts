import { reasonCodes, reasons, type ReasonAxis } from '@facepay/domain';

/** `docs/why-not.md`: every reason of the table, by what it is about. */
export const whyNotPage = (): string => [intro, ...axes.map(sectionOf), outro].join('\n');

const axes: readonly (readonly [ReasonAxis, string])[] = [
  ['reading', 'What WeChat told us'],
  ['contract', 'Contract'],
  ['face', 'Face photo'],
  ['usage', 'Blocked'],
  ['debt', 'Open advances'],
  ['limit', 'Limits of today'],
  ['terminal', 'Terminals'],
  ['sale', 'The sale itself'],
  ['outcome', "WeChat's answer"],
];

const sectionOf = ([axis, title]: readonly [ReasonAxis, string]): string => {
  const rows = reasonCodes
    .filter((code) => reasons[code].axis === axis)
    .map((code) => {
      const { kind, en, zh, source } = reasons[code];
      return `| \`${code}\` | ${kind} | ${en} | ${zh} | ${source} |`;
    });
  return [
    '',
    `## ${title}`,
    '',
    '<!-- oxfmt-ignore -->',
    '| code | | English | 中文 | source |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
};

const intro = `# Why can this pupil not eat?

\`GET /v1/organizations/{organizationId}/members/{outUserId}\` answers it before the pupil stands at the counter (FAQ Q2):
\`canPay\` is \`{ok, reasons[], warnings[]}\`, each entry with a stable \`code\` and one sentence for staff in English (\`en\`) and in
Chinese (\`zh\`). \`ok\` is true exactly where no reason stands against it; then a charge within the limits left is not refused by
us. Warnings stop nothing: they say what will. The same codes and sentences are in \`reasons\` of a deduction that is held, failed,
unknown or given up, and of a refusal (\`application/problem+json\`) that is about a member.

- **Never read** is said once: what WeChat never told us is not told as missing.
- **Blocked by us** and **disabled by WeChat** are two things. Our block is told to WeChat, so WeChat's word shows once ours is lifted.
- **Limits**: \`limits.owners[]\` says whose limit leaves how much today: the person's, the organization's, WeChat's, the test
  merchant number's. A day is a day in Beijing. A limit below what is spent already leaves nothing.
- **Terminals**: heartbeats say from when a terminal's faces are and which deny list it acts by. One terminal that can serve the
  pupil is enough, and it may be offline; with none enrolled here, nothing is said of them. \`terminals\` counts the enrolled,
  those in contact, and those ready for this pupil.
- **Lists** of members look at the member alone and say so: \`unchecked: ["limit", "terminal"]\`.

The sentences are for staff. What parents are told says 订单延迟扣款, never that they owe.

This page is written by \`test/architecture/why-not-doc.test.ts\` from the table in \`packages/domain/src/can-pay/reasons.ts\`; after
a change there, run \`pnpm test test/architecture/why-not-doc.test.ts --update\`.`;

const outro = `
"blocks" is a reason, "warns" a warning.
`;
