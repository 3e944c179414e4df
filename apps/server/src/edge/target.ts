export interface Target {
  /** Decoded, without the leading empty one. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/** Path and query of a request target; nothing where the target is no path or is wrongly percent-encoded. */
export const readTarget = (target: string): Target | undefined => {
  if (!target.startsWith('/') || target.length > targetLengthMax) return undefined;
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  try {
    // Decoded after splitting: `%2F` never makes a segment.
    const segments = path.slice(1).split('/');
    if (path.includes('%'))
      for (const [index, segment] of segments.entries()) segments[index] = decodeURIComponent(segment);
    return { segments, query: at < 0 ? noQuery : new URLSearchParams(target.slice(at + 1)) };
  } catch {
    return undefined;
  }
};
/** Shared by all requests without one: whoever reads a query changes nothing in it. */
const noQuery = new URLSearchParams();
const targetLengthMax = 8 * 1024;

/** Each name once; nothing where one is given twice. */
export const queryMembers = (query: URLSearchParams): Readonly<Record<string, string>> | undefined => {
  const entries = [...query];
  const names = new Set(entries.map(([name]) => name));
  return names.size === entries.length ? Object.fromEntries(entries) : undefined;
};
