import type { HttpRequest } from '../http-message.ts';

/** Every value of every header as received, out of names and values in turn; Node would drop or join repeated ones. */
export const headersOf = (rawHeaders: readonly string[]): HttpRequest['headers'] => {
  const lists: Record<string, string[]> = Object.create(null); // a header may be called `__proto__`
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const list = lists[name];
    if (list === undefined) lists[name] = [value];
    else list.push(value);
  }
  return lists;
};
