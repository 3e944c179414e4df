import type * as t from 'io-ts';

/** Where the input is wrong and which rule it breaks. Never the value: it may be about a person (INV-88). */
export interface DecodeFailure {
  /** Names and indexes with dots between; empty for the whole. */
  readonly path: string;
  readonly rule: string;
}

export const decodeFailures = (errors: t.Errors): readonly DecodeFailure[] =>
  errors.map(({ context, message }) => ({
    path: context
      .filter((_, index) => index > 0 && !isChoice(context[index - 1]))
      .map(({ key }) => key)
      .join('.'),
    rule: message ?? context.at(-1)?.type.name ?? 'unknown',
  }));

/** The members of a union or an intersection are numbered in the context, but are no part of the input. */
const isChoice = (entry: t.ContextEntry | undefined): boolean => {
  const type: unknown = entry?.type;
  if (typeof type !== 'object' || type === null || !('_tag' in type)) return false;
  return type._tag === 'UnionType' || type._tag === 'IntersectionType';
};
