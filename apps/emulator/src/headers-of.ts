import type { IncomingMessage } from 'node:http';
import type { HeaderLists } from '@facepay/wechat-protocol';

/** Every value of every header as received; Node would otherwise drop or join repeated ones. */
export const headersOf = (message: IncomingMessage): HeaderLists =>
  Object.fromEntries(Object.entries(message.headersDistinct).map(([name, values]) => [name, values ?? []]));
