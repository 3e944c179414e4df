import type { Instant, WechatCallShown } from '@facepay/domain';
import { shownValue } from './masked.ts';
import { templateOf } from './path-template.ts';
import type { Exchange } from './signed-exchange.ts';

/**
 * A call as WeChat's support asks for it (请求接口, 请求参数, 请求时间: FAQ 2.1), for anybody's eyes: ids, numbers and amounts as they
 * are, of everything else only its length (INV-88).
 */
export const callShown = ({ method, target, body }: Exchange, at: Instant): WechatCallShown => {
  const { path, query } = partsOf(target);
  const { template, named } = templateOf(path);
  return {
    interface: `${method} ${template}`,
    parameters: Object.fromEntries(
      [...named, ...new URLSearchParams(query), ...leavesOf(body)].map(([name, value]) => [
        name,
        shownValue(name, value),
      ]),
    ),
    at,
  };
};

const partsOf = (target: string): { readonly path: string; readonly query: string } => {
  const [path = '', query = ''] = target.split('?', 2);
  return { path, query };
};

type Leaf = readonly [string, string];
const leavesOf = (body: Uint8Array | undefined): readonly Leaf[] => {
  if (body === undefined || body.length === 0) return [];
  try {
    return leaves('', JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return [['body', `${body.length} bytes`]];
  }
};

/** `amount.total` and the like; the names are ours, written in this repository. */
const leaves = (name: string, value: unknown): readonly Leaf[] => {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(name, item));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) => leaves(name === '' ? key : `${name}.${key}`, part));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [[name, String(value)]]
    : [];
};
