import type { HttpRequest } from '../http-message.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import type { JsonSchema } from '../shape/shape.ts';
import type { Role } from '../access/principal.ts';
import type { Either } from 'fp-ts/lib/Either.js';

/** What a handler gives back; the edge makes bytes of it. */
export type Result =
  | { readonly type: 'Json'; readonly status: 200 | 201; readonly body: unknown }
  /** Of an earlier request; `body` goes out as it is. */
  | { readonly type: 'Kept'; readonly body: string }
  | { readonly type: 'Page'; readonly contentType: string; readonly body: string };
export const ok = (body: unknown): Result => ({ type: 'Json', status: 200, body });
export const created = (body: unknown): Result => ({ type: 'Json', status: 201, body });

/** A request that met its route; nothing of it is checked yet. */
export interface Incoming {
  readonly request: HttpRequest;
  readonly requestId: string;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export type RouteAuth =
  | { readonly type: 'bearer'; readonly roles: readonly Role[] }
  | { readonly type: 'device' }
  /** WeChat's signature over the raw bytes, verified before anything is parsed (INV-45). */
  | { readonly type: 'notice' }
  | { readonly type: 'open' };

/** What OpenAPI says of a route; made of the very shapes that check it, so it cannot drift. */
interface RouteDescription {
  readonly summary: string;
  readonly params?: JsonSchema;
  readonly query?: JsonSchema;
  readonly headers?: JsonSchema;
  readonly body?: JsonSchema;
  readonly bodyOptional?: true;
  readonly bodyMedia?: readonly string[];
  readonly answer?: { readonly status: 200 | 201; readonly schema: JsonSchema };
}

/** A route as data. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Such as `/v1/organizations/{organizationId}`. */
  readonly path: string;
  readonly auth: RouteAuth;
  /** Bytes; enforced while reading. */
  readonly bodyMax: number;
  /** What the body is where it is not JSON: media types. */
  readonly media?: readonly string[];
  readonly description: RouteDescription;
  readonly run: (deps: ServerDependencies) => (incoming: Incoming) => Promise<Either<Refusal, Result>>;
}

export const bodyMaxDefault = 64 * 1024;
