/** What a value of a plan file must be: a list of sentences, each with the place of the field, empty where all is well. */
export interface Rule<A> {
  readonly check: (value: unknown, at: string) => readonly string[];
  readonly isOptional?: boolean;
  /** Never there: what a value that passes is, for the compiler. */
  readonly of?: A;
}
/** A rule for every member, optional ones included, so that a new member of the type needs a rule here. */
export type RulesOf<T> = { readonly [K in keyof T]-?: Rule<Exclude<T[K], undefined>> };

const rule = <A>(words: string, isGood: (value: unknown) => boolean): Rule<A> => ({
  check: (value, at) => (isGood(value) ? [] : [`${at} must be ${words}, not ${shown(value)}`]),
});

export const whole = (least: number, most = Number.MAX_SAFE_INTEGER): Rule<number> =>
  rule(
    most === Number.MAX_SAFE_INTEGER ? `a whole number from ${least} on` : `a whole number from ${least} to ${most}`,
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  );
export const fraction = (): Rule<number> =>
  rule('a number', (value) => typeof value === 'number' && Number.isFinite(value));
export const text = (): Rule<string> =>
  rule('a text that is not empty', (value) => typeof value === 'string' && value !== '');
export const truth = (): Rule<boolean> => rule('true or false', (value) => typeof value === 'boolean');

/** Written as a record, so that the compiler knows that none is forgotten. */
export const oneOf = <A extends string>(all: Readonly<Record<A, true>>): Rule<A> =>
  rule(`one of ${Object.keys(all).join(', ')}`, (value) => typeof value === 'string' && Object.hasOwn(all, value));
export const oneNumberOf = <A extends number>(...all: readonly A[]): Rule<A> =>
  rule(`one of ${all.join(', ')}`, (value) => all.some((one) => one === value));

export const optional = <A>(inner: Rule<A>): Rule<A> => ({ ...inner, isOptional: true });

export const list = <A>(item: Rule<A>, lengthMax: number): Rule<readonly A[]> => ({
  check: (value, at) => {
    if (!Array.isArray(value)) return [`${at} must be a list, not ${shown(value)}`];
    if (value.length > lengthMax) return [`${at} has ${value.length} items; at most ${lengthMax} are played`];
    return value.flatMap((one: unknown, index) => item.check(one, `${at}[${index}]`));
  },
});

/** No member may be missing, none may be there that nobody reads. */
export const record = <T>(rules: RulesOf<T>): Rule<T> => ({
  check: (value, at) => {
    if (!isRecord(value)) return [`${at} must be an object, not ${shown(value)}`];
    return [
      ...Object.entries<Rule<unknown>>(rules).flatMap(([name, one]) => checkMember(value[name], one, under(at, name))),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(rules, name))
        .map((name) => `${under(at, name)} is a field that nobody knows`),
    ];
  },
});

const checkMember = (value: unknown, one: Rule<unknown>, at: string): readonly string[] => {
  if (value !== undefined) return one.check(value, at);
  return one.isOptional === true ? [] : [`${at} is missing`];
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const under = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
const shown = (value: unknown): string => {
  const written = JSON.stringify(value) ?? 'nothing';
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
};
