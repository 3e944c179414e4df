import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { parseOrigin } from './origin.ts';

describe('INV-48, INV-57 a host that may be called', () => {
  it.each(['https://api.mch.weixin.qq.com', 'http://127.0.0.1:8701', 'http://localhost:8701', 'http://[::1]:8701'])(
    'is %s',
    (text) => expect(parseOrigin(text)).toEqual(E.right(text)),
  );
  it.each([
    'http://api.mch.weixin.qq.com',
    'http://10.0.0.1',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'https://api.mch.weixin.qq.com/v3',
    'https://user@api.mch.weixin.qq.com',
    'https://api.mch.weixin.qq.com?x',
    'ftp://localhost',
    'api.mch.weixin.qq.com',
  ])('is not %s', (text) => expect(E.isLeft(parseOrigin(text))).toBe(true));
});
