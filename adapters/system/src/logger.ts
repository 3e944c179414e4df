import type { Clock, LogFields, Logger } from '@facepay/domain';
import { toRfc3339 } from '@facepay/domain';

/** Names of fields that may be logged: ids, numbers and words of ours. Whatever is not here is dropped (INV-88). */
export const loggedFields: ReadonlySet<string> = new Set([
  'adapter',
  'address',
  'app',
  'attempt',
  'attempts',
  'code',
  'count',
  'deduction',
  'device',
  'durationMs',
  'endpoint',
  'event',
  'eventType',
  'failure',
  'fence',
  'generation',
  'held',
  'holder',
  'httpStatus',
  'job',
  'key',
  'kind',
  'lagMs',
  'method',
  'no',
  'notice',
  'operation',
  'organization',
  'pid',
  'port',
  'position',
  'queue',
  'reason',
  'requestId',
  'retryAfterMs',
  'route',
  'serial',
  'status',
  'tries',
  'type',
  'version',
  'voucher',
]);

/**
 * One JSON object a line. The message must be a constant of the code; only allow-listed fields follow it, and texts are
 * cut, so that no body can slip through.
 */
export const createJsonLogger = (options: {
  readonly clock: Clock;
  readonly write: (line: string) => void;
  readonly allowed?: ReadonlySet<string>;
}): Logger => {
  const allowed = options.allowed ?? loggedFields;
  const log =
    (level: 'info' | 'warn') =>
    (message: string, fields: LogFields = {}): void => {
      const kept = Object.entries(fields)
        .filter(([name]) => allowed.has(name))
        .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, textMax) : value]);
      const line = { at: toRfc3339(options.clock.now()), level, message, ...Object.fromEntries(kept) };
      options.write(`${onOneLine(JSON.stringify(line))}\n`);
    };
  return { info: log('info'), warn: log('warn') };
};

/** JSON escapes C0 only; C1 codes and the Unicode line breaks act on a terminal, too (BAD-85). */
const onOneLine = (json: string): string =>
  json.replace(/[\u007f-\u009f\u2028\u2029]/gu, (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`);

const textMax = 200;
