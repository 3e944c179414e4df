import type { Clock, Instant, LogFields, Logger } from '@facepay/domain';
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
  const timeText = createTimeText();
  const log =
    (level: 'info' | 'warn') =>
    (message: string, fields: LogFields = {}): void => {
      const line: Record<string, LogFields[string]> = { at: timeText(options.clock.now()), level, message };
      for (const name of Object.keys(fields))
        if (allowed.has(name)) {
          const value = fields[name];
          line[name] = typeof value === 'string' ? value.slice(0, textMax) : value;
        }
      options.write(`${onOneLine(JSON.stringify(line))}\n`);
    };
  return { info: log('info'), warn: log('warn') };
};

/** The text of a second is made once. */
const createTimeText = (): ((at: Instant) => string) => {
  let known: number | undefined;
  let [head, tail] = ['', ''];
  return (at) => {
    const second = Math.floor(at / 1000);
    if (second !== known) {
      const text = toRfc3339(at);
      [head, tail] = [text.slice(0, -'000+08:00'.length), text.slice(-'+08:00'.length)];
      known = second;
    }
    return `${head}${String(at - second * 1000).padStart(3, '0')}${tail}`;
  };
};

/** JSON escapes C0 only; C1 codes and the Unicode line breaks act on a terminal, too (BAD-85). */
const onOneLine = (json: string): string =>
  breaking.test(json)
    ? json.replace(new RegExp(breaking, 'gu'), (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
const breaking = /[\u007f-\u009f\u2028\u2029]/u;

const textMax = 200;
