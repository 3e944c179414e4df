import { decodeFailures } from '@facepay/codecs';
import { type JsonLimits, parseJson } from '@facepay/safe-json';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { queryMembers } from '../edge/target.ts';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { object } from '../shape/object.ts';
import type { Shape } from '../shape/shape.ts';
import type { Incoming } from './route.ts';

/** What a route takes; a part it does not name must be empty. */
export interface InputShapes<P, Q, B> {
  readonly params?: Shape<P>;
  readonly query?: Shape<Q>;
  readonly body?: Shape<B>;
  /** The body is not JSON: the handler reads its bytes. */
  readonly media?: readonly string[];
  /** No body at all is an empty object. */
  readonly bodyOptional?: true;
  /** `any`: texts in the body are judged entry by entry. */
  readonly texts?: 'clean' | 'any';
}
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** Path, query and body through their codecs, in this order. */
export const readInput =
  <P, Q, B>(shapes: InputShapes<P, Q, B>) =>
  ({ params, query, request }: Incoming): E.Either<Refusal, Input<P, Q, B>> =>
    pipe(
      E.Do,
      E.bind('params', () => decode(shapes.params, params)),
      E.bind('query', () => {
        const members = queryMembers(query);
        return members === undefined ? E.left(shapeWrong('query', 'each name once')) : decode(shapes.query, members);
      }),
      E.bind('body', () =>
        request.body.length === 0 || shapes.media !== undefined
          ? decode(shapes.body, shapes.body === undefined || shapes.bodyOptional === true ? {} : undefined)
          : pipe(
              parseJson(request.body, { ...jsonRules, texts: shapes.texts ?? 'clean' }),
              E.flatMap((json) => decode(shapes.body, request.method === 'GET' ? {} : json)),
            ),
      ),
    );

/** The size is capped where the body is read. Odd names are members nobody knows, and meet their refusal in the shape. */
const jsonRules: Partial<JsonLimits> = {
  bytesMax: Number.MAX_SAFE_INTEGER,
  repeatedNames: 'refuse',
  prototypeNames: 'keep',
};

/** Without a shape there must be nothing; what comes out then is not looked at by the handler, whose type is `unknown`. */
const decode = <A>(shape: Shape<A> | undefined, input: unknown): E.Either<Refusal, A> =>
  pipe(
    (shape ?? (nothing as Shape<A>)).codec.decode(input),
    E.mapLeft((errors): Refusal => ({ type: 'ShapeWrong', fields: decodeFailures(errors) })),
  );
const nothing: Shape<unknown> = object({});
