import { loggerSuite } from '@facepay/conformance';
import { createJsonLogger, createSystemClock, loggedFields } from '@facepay/system';

loggerSuite('lines of JSON', () => {
  const lines: string[] = [];
  return {
    logger: createJsonLogger({ clock: createSystemClock(), write: (line) => void lines.push(line) }),
    allowed: loggedFields,
    written: () => lines.join(''),
  };
});
