import type { JsonSchema, Openapi, Operation, ProblemLine } from '@facepay/server';
import { code, either, memberLines } from './api-members.ts';
import { byOperation, bySecurity, everywhere, withBody, withKey, withPages } from './api-problems.ts';

/** `docs/api.md`, from the document that the server publishes and its table of problems. */
export const apiPage = (document: Openapi, problems: readonly ProblemLine[]): string => {
  const operations = operationsOf(document);
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.flatMap((tag) => [
    `## ${headings[tag] ?? tag}`,
    ...operations.filter(({ operation }) => operation.tags.includes(tag)).flatMap(describe(operations)),
  ]);
  return `${[...introduction, ...sections, ...problemSection(document, problems)].join('\n\n')}\n`;
};

export interface NamedOperation {
  /** Such as `POST /v1/devices`. */
  readonly name: string;
  readonly operation: Operation;
}

export const operationsOf = ({ paths }: Openapi): readonly NamedOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

/** Codes that this operation may answer besides those that every request may. */
export const problemsOf = ({ name, operation }: NamedOperation): readonly string[] => [
  ...operation.security.flatMap((one) => Object.keys(one).flatMap((scheme) => bySecurity[scheme] ?? [])),
  ...(operation.requestBody?.content['application/json'] === undefined ? [] : withBody),
  ...(operation.parameters.some((parameter) => parameter.in === 'header') ? withKey : []),
  ...(operation.parameters.some((parameter) => parameter.name === 'cursor') ? withPages : []),
  ...(byOperation[name] ?? []),
];

const introduction = [
  '# The REST API',
  [
    'Every request that the server answers. This page is made from the OpenAPI document and the table of problems of',
    '`apps/server`, and `test/architecture/api-doc.test.ts` fails where it says anything else; after a change of the API, write',
    'it anew with `pnpm test test/architecture/api-doc.test.ts --update`.',
  ].join('\n'),
  [
    '- **Where:** `http://127.0.0.1:8700`, or as [settings](settings.md) say. The server itself publishes this as a page at',
    '  `GET /docs` and as OpenAPI 3.1 at `GET /openapi.json`, both open to everybody. `/metrics`, `/healthz` and `/readyz` have a port',
    '  of their own.',
    '- **Who:** people and systems send `Authorization: Bearer <token>`; a token has a role and may be bound to one organization,',
    '  and then everything of another is answered like something that does not exist. Terminals sign each request (RFC 9421, see',
    '  [device protocol](device-protocol.md)). WeChat signs its notices.',
    '- **Bodies:** JSON in UTF-8, `Content-Type: application/json`, at most 64 KiB (vouchers: 4 MiB; a roster: 4 MiB of CSV or NDJSON). A member that is not',
    '  listed here is refused. What is not marked optional is always there, in requests and in answers.',
    '- **Money** is whole fen (1 yuan = 100 fen) in members ending `Fen`. **Times** are RFC 3339 with `+08:00`.',
    '- **Again:** a request that can move money names itself by `Idempotency-Key`, anything of 1 to 255 visible ASCII',
    '  characters that its sender uses for no other request. It is carried out once; repeated with the same bytes, at once or',
    '  later, it gets the very same answer with `Idempotent-Replayed: true`, and with other bytes 409. Of many at once, one is',
    '  carried out and the others wait for its answer. What was refused, or met a 503, left nothing under its key, and is judged',
    '  anew. Answers are kept for good (48 hours are promised), encrypted. Sign-up tokens, blocks and repayment links move no money and take no key; vouchers are named by themselves.',
    '- **Lists** are paged: `nextCursor` of an answer is the `cursor` of the next request, with the same filters; without',
    '  `nextCursor` it was the last page.',
    '- **Errors** are `application/problem+json` (RFC 9457); see [problems](#problems). WeChat is answered in its own form,',
    '  `{"code": "FAIL", "message"}`.',
  ].join('\n'),
];

const headings: Readonly<Record<string, string>> = {
  organizations: 'Organizations',
  members: 'Members',
  devices: 'Terminals',
  deductions: 'Deductions',
  payscore: 'Pay Score',
  face: 'Online face',
  alarms: 'Alarms',
  notices: "WeChat's notices",
  notify: 'From WeChat',
};

const describe =
  (all: readonly NamedOperation[]) =>
  (named: NamedOperation): readonly string[] => {
    const { name, operation } = named;
    const query = operation.parameters.filter((parameter) => parameter.in === 'query');
    const path = operation.parameters.filter((parameter) => parameter.in === 'path');
    const headers = operation.parameters.filter((parameter) => parameter.in === 'header');
    return [
      `### ${code(name)}`,
      `${operation.summary}.`,
      `Who: ${whoMay(operation)}.`,
      ...part('Path', asObject(path)),
      ...part('Query', asObject(query)),
      ...part('Headers', asObject(headers)),
      ...part('Body', schemaIn(operation.requestBody?.content)),
      ...answers(all, named),
      `Problems: ${problemsOf(named).map(code).join(', ')}${problemsOf(named).length === 0 ? 'only' : ' and'} [those of every request](#problems).`,
    ];
  };

const whoMay = ({ security }: Operation): string => {
  const [scheme, roles = []] = Object.entries(security[0] ?? {})[0] ?? [];
  if (scheme === undefined) return 'everybody';
  if (scheme === 'bearer') return `bearer token of role ${either(roles)}`;
  return scheme === 'device' ? 'the terminal itself, by its signature' : 'WeChat, by its signature over the raw body';
};

const asObject = (parameters: Operation['parameters']): JsonSchema | undefined =>
  parameters.length === 0
    ? undefined
    : {
        properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
        required: parameters.filter(({ required }) => required).map(({ name }) => name),
      };

const part = (title: string, schema: JsonSchema | undefined): readonly string[] =>
  schema === undefined ? [] : [`${title}:`, memberLines(schema).join('\n')];

const answers = (all: readonly NamedOperation[], { name, operation }: NamedOperation): readonly string[] =>
  Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .flatMap(([status, { content }]) => {
      const schema = schemaIn(content);
      if (schema === undefined) return [`Answer ${status}, without a body.`];
      const told = all.find((other) => text(answerOf(other.operation)) === text(schema));
      if (told !== undefined && told.name !== name) return [`Answer ${status}: as of ${code(told.name)}.`];
      const { items } = schema.properties?.['items'] ?? {};
      const one = all.find((other) => items !== undefined && text(answerOf(other.operation)) === text(items));
      return one === undefined
        ? [`Answer ${status}:`, memberLines(schema).join('\n')]
        : [
            `Answer ${status}: a page, of which \`items\` are each as of ${code(one.name)}, and \`nextCursor\` (optional).`,
          ];
    });

const schemaIn = (content: Operation['responses'][string]['content']): JsonSchema | undefined => {
  const schema = content?.['application/json']?.schema;
  return schema === undefined || '$ref' in schema ? undefined : schema;
};
const answerOf = ({ responses }: Operation): JsonSchema | undefined =>
  Object.values(responses)
    .map(({ content }) => schemaIn(content))
    .find((schema) => schema !== undefined);
const text = (schema: JsonSchema | undefined): string => JSON.stringify(schema ?? null);

const problemSection = (document: Openapi, problems: readonly ProblemLine[]): readonly string[] => [
  '## Problems',
  'Programs tell problems apart by `code`. The body of every answer from 400 on:',
  memberLines(document.components.schemas['Problem'] ?? {}).join('\n'),
  `Every request may be answered with ${everywhere.map(code).join(', ')}. All there are:`,
  [...new Map(problems.map((line) => [line.code, line])).values()]
    .toSorted((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1))
    .map((line) => `- ${code(line.code)} (${line.status}): ${line.title} ${line.zh}`)
    .join('\n'),
];
