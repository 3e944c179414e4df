import { fromRfc3339, Instant as DomainInstant, toRfc3339 } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { refined } from './refined.ts';

/** Epoch milliseconds, as we store times. */
export const Instant: t.Type<DomainInstant, DomainInstant> = refined('Instant', (input) =>
  DomainInstant.is(input) ? E.right(input) : E.left('whole milliseconds since 1970-01-01T00:00:00Z'),
);

const isInstant = (input: unknown): input is DomainInstant => DomainInstant.is(input);
/** RFC 3339 with an offset, as times stand on our API; written in Beijing time. */
export const Rfc3339: t.Type<DomainInstant, string> = new t.Type<DomainInstant, string>(
  'Rfc3339',
  isInstant,
  (input, context) => {
    const at = typeof input === 'string' ? fromRfc3339(input) : undefined;
    return at === undefined ? t.failure(input, context, 'an RFC 3339 time with an offset') : t.success(at);
  },
  toRfc3339,
);
