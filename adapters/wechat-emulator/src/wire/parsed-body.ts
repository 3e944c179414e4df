import { parseJson } from '@facepay/wechat-protocol';

type Parsed = ReturnType<typeof parseJson>;
const known = new WeakMap<Uint8Array, Parsed>();

/** The JSON of a request's body, read once however many ask: the watch of the gate, then the face. */
export const parsedBody = (body: Uint8Array): Parsed => {
  const before = known.get(body);
  if (before !== undefined) return before;
  const parsed = parseJson(body);
  known.set(body, parsed);
  return parsed;
};
