import { problemTable } from '../problem/problem-table.ts';
import { list, oneOf, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { JsonSchema } from '../shape/shape.ts';
import type { Route, RouteAuth } from '../routes/route.ts';
import { SupportView } from '../views/support-view.ts';
import { reasonList } from '../views/reason-view.ts';

/** One method of one path. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema | { readonly $ref: string } }>>;
export interface Openapi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
}

/** The document of `/openapi.json`, from the routes and their shapes alone. */
export const createOpenapi = (routes: readonly Route[]): Openapi => ({
  openapi: '3.1.0',
  info: {
    title: 'Facepay',
    version: '1',
    description:
      'Money is integer fen in members ending Fen. Times are RFC 3339 with +08:00. Lists are paged by cursor. Errors are application/problem+json (RFC 9457).',
  },
  paths: Object.fromEntries(
    [...new Set(routes.map(({ path }) => path))].map((path) => [path, operations(routes, path)]),
  ),
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      device: {
        type: 'apiKey',
        in: 'header',
        name: 'signature',
        description: 'HTTP Message Signature (RFC 9421), Ed25519, label device: @method, @path, @query, content-digest',
      },
      wechat: {
        type: 'apiKey',
        in: 'header',
        name: 'wechatpay-signature',
        description: "WeChat Pay's signature over timestamp, nonce and raw body",
      },
    },
    schemas: { Problem: problemShape.schema },
  },
});

const operations = (routes: readonly Route[], path: string): Readonly<Record<string, Operation>> =>
  Object.fromEntries(
    routes.filter((route) => route.path === path).map((route) => [route.method.toLowerCase(), operation(route)]),
  );

const operation = ({ method, path, auth, description }: Route): Operation => ({
  operationId: operationId(method, path),
  summary: description.summary,
  tags: [tagOf(path)],
  security: securityOf(auth),
  parameters: [
    ...parameters('path', description.params),
    ...parameters('query', description.query),
    ...parameters('header', description.headers),
  ],
  ...(description.bodyMedia === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: Object.fromEntries(description.bodyMedia.map((type) => [type, { schema: { type: 'string' } }])),
        },
      }),
  ...(description.body === undefined
    ? {}
    : {
        requestBody: {
          required: description.bodyOptional !== true,
          content: { 'application/json': { schema: description.body } },
        },
      }),
  responses: {
    ...(description.answer === undefined
      ? { 204: { description: 'done' } }
      : {
          [description.answer.status]: {
            description: 'done',
            content: { 'application/json': { schema: description.answer.schema } },
          },
        }),
    default: {
      description: 'refused',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

const parameters = (place: Parameter['in'], schema: JsonSchema | undefined): readonly Parameter[] =>
  Object.entries(schema?.properties ?? {}).map(([name, member]) => ({
    name,
    in: place,
    required: schema?.required?.includes(name) ?? false,
    schema: member,
  }));

/** `postV1DevicesDeviceIdRevoke`. */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split(/[^0-9A-Za-z]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const tagOf = (path: string): string => {
  const [first = '', second = ''] = path.slice(1).split('/');
  return first === 'v1' ? (path.includes('/members') ? 'members' : second) : first;
};

const securityOf = (auth: RouteAuth): Operation['security'] => {
  switch (auth.type) {
    case 'bearer':
      return [{ bearer: [...auth.roles] }];
    case 'device':
      return [{ device: [] }];
    case 'notice':
      return [{ wechat: [] }];
    case 'open':
      return [];
  }
};

const problemCodes = [...new Set(Object.values(problemTable).map(({ code }) => code))];
const problemShape = object(
  {
    type: shownText,
    title: shownText,
    status: shownNumber,
    code: oneOf(...problemCodes),
    detail: shownText,
    detailZh: shownText,
    requestId: shownText,
  },
  {
    fields: list(object({ name: shownText, rule: shownText }, { ruleZh: shownText })),
    wechat: object({}, { httpStatus: shownNumber, code: shownText, message: shownText, requestId: shownText }),
    serverTime: shownTime,
    nextWindowAt: shownTime,
    reasons: reasonList,
    support: SupportView,
  },
);
