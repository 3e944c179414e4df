import type { Route } from '../routes/route.ts';

export type Match =
  | { readonly type: 'Found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly type: 'OtherMethod'; readonly allow: readonly string[] }
  | { readonly type: 'NoSuchPath' };
export type MatchRoute = (method: string, segments: readonly string[]) => Match;

/** The first route of that path and method; templates are cut once. */
export const createMatchRoute = (routes: readonly Route[]): MatchRoute => {
  const cut = routes.map((route) => ({ route, template: route.path.slice(1).split('/') }));
  return (method, segments) => {
    const there = cut.flatMap(({ route, template }) => {
      const params = paramsOf(template, segments);
      return params === undefined ? [] : [{ route, params }];
    });
    const found = there.find(({ route }) => route.method === method);
    if (found !== undefined) return { type: 'Found', ...found };
    if (there.length === 0) return { type: 'NoSuchPath' };
    return { type: 'OtherMethod', allow: [...new Set(there.map(({ route }) => route.method))] };
  };
};

const paramsOf = (
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (template.length !== segments.length) return undefined;
  const params: [string, string][] = [];
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
    } else if (segment === '') return undefined;
    else params.push([part.slice(1, -1), segment]);
  }
  return Object.fromEntries(params);
};
