import type { LogFields, Logger } from '@facepay/domain';

/**
 * One JSON line each. A field passes only if its name is listed here, so that no new field brings a person, a credential
 * or a key into a log by accident (INV-88).
 */
export const createLogger = (write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)): Logger => {
  const log =
    (level: 'info' | 'warn') =>
    (message: string, fields: LogFields = {}): void =>
      write(JSON.stringify({ time: new Date().toISOString(), level, message, ...allowed(fields) }));
  return { info: log('info'), warn: log('warn') };
};

const allowed = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => allowedNames.has(name)));

const allowedNames: ReadonlySet<string> = new Set([
  ...['amountFen', 'backlog', 'code', 'count', 'day', 'deductionId', 'deviceId', 'durationMs', 'generation', 'holder'],
  ...['happenedAt', 'host', 'httpStatus', 'key', 'method', 'ms', 'no', 'noticeId', 'organization', 'organizationId'],
  ...['path', 'port', 'position', 'probe', 'queue', 'reason', 'requestId', 'route', 'sequence', 'status', 'subject'],
  ...['type', 'url', 'clockMs', 'sdkVersion', 'libraryAgeMs'],
]);
