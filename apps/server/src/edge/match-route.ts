import type { Route } from '../routes/route.ts';

export type Match =
  | { readonly type: 'Found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly type: 'OtherMethod'; readonly allow: readonly string[] }
  | { readonly type: 'NoSuchPath' };
export type MatchRoute = (method: string, segments: readonly string[]) => Match;

/** The first route of that path and method; templates are cut once. */
export const createMatchRoute = (routes: readonly Route[]): MatchRoute => {
  const byLength: Cut[][] = [];
  for (const route of routes) {
    const template = route.path.slice(1).split('/');
    (byLength[template.length] ??= []).push({ route, template });
  }
  return (method, segments) => {
    const sameLength = byLength[segments.length] ?? [];
    for (const { route, template } of sameLength)
      if (route.method === method && fits(template, segments))
        return { type: 'Found', route, params: paramsOf(template, segments) };
    const fitting = sameLength.filter(({ template }) => fits(template, segments));
    if (fitting.length === 0) return { type: 'NoSuchPath' };
    return { type: 'OtherMethod', allow: [...new Set(fitting.map(({ route }) => route.method))] };
  };
};

interface Cut {
  readonly route: Route;
  readonly template: readonly string[];
}
const isParameter = (part: string): boolean => part.startsWith('{');

/** Both have the same length. */
const fits = (template: readonly string[], segments: readonly string[]): boolean => {
  for (let at = 0; at < template.length; at += 1) {
    const part = template[at] ?? '';
    const segment = segments[at] ?? '';
    if (isParameter(part) ? segment === '' : segment !== part) return false;
  }
  return true;
};

const paramsOf = (template: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> => {
  const params: Record<string, string> = {};
  for (let at = 0; at < template.length; at += 1) {
    const part = template[at] ?? '';
    if (isParameter(part)) params[part.slice(1, -1)] = segments[at] ?? '';
  }
  return params;
};
