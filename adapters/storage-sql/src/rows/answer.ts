import { Instant } from '@facepay/codecs';
import type { KeptAnswer } from '@facepay/domain';
import * as t from 'io-ts';
import { fields } from './fields.ts';

export const answerRow: t.Type<KeptAnswer, unknown> = fields<KeptAnswer>(
  { request: t.string, body: t.string, at: Instant },
  {},
);
