import type { LogFields, Logger } from '@facepay/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** A logger and what it wrote. */
export interface LoggerWorld {
  readonly logger: Logger;
  /** Names of fields that may be logged. */
  readonly allowed: ReadonlySet<string>;
  /** Everything written so far. */
  readonly written: () => string;
}
export type OpenLoggerWorld = () => LoggerWorld;

const levels = ['info', 'warn'] as const;
const level = fc.constantFrom(...levels);
/** Marks what nobody may read in a log. */
const canary = 'CANARY';
/** What the log must never hear, under the names it goes by here and at WeChat. */
const personal =
  'name phone identityNumber id_card credential auth_code openid authinfo body raw bytes token authorization secret \
privateKey apiV3Key outUserId description message image url __proto__'.split(/\s+/u);
const anyValue = fc.oneof(fc.string({ unit: 'grapheme' }), fc.double(), fc.boolean(), fc.constant(undefined));
/** Text that would begin a line of its own, or steer a terminal. */
const forging = fc
  .array(
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\u001b[2J',
      '\u001b]0;x\u0007',
      '\0',
      '\b',
      '\t',
      '\u009b2J',
      '\u0085',
      '\u2028',
      '"',
      '\\',
      '午餐',
    ),
  )
  .map((parts) => parts.join('x'));

const fieldsOf = (entries: readonly (readonly [string, LogFields[string]])[]): LogFields => Object.fromEntries(entries);

/** What `Logger` promises, of every adapter. */
export const loggerSuite = (name: string, open: OpenLoggerWorld): void => {
  describe(`logger: ${name}`, () => {
    test.each(levels)('%s: message and fields are in the log, in the order of the calls', (how) => {
      const { logger, allowed, written } = open();
      const [field = ''] = allowed;
      logger[how]('first happened', { [field]: 'value-1' });
      logger[how]('second happened', { [field]: 4711 });
      logger[how]('third happened');
      expect(written()).toMatch(/first happened.*value-1.*\n.*second happened.*4711.*\n.*third happened.*\n$/u);
    });
    test('a warning looks different', () => {
      const [quiet, loud] = [open(), open()];
      quiet.logger.info('happened');
      loud.logger.warn('happened');
      expect(loud.written()).not.toBe(quiet.written());
    });
    test.each(personal)('INV-88 a field called %s is not logged', (field) => {
      const { logger, allowed, written } = open();
      expect(allowed.has(field)).toBe(false);
      logger.info('happened', fieldsOf([[field, canary]]));
      expect(written()).toContain('happened');
      expect(written()).not.toContain(canary);
    });
    test('INV-88 no field is logged but those on the list', () => {
      fc.assert(
        fc.property(level, fc.array(fc.string({ unit: 'binary' })), (how, names) => {
          const { logger, allowed, written } = open();
          const others = names.filter((field) => !allowed.has(field));
          logger[how]('happened', fieldsOf(others.map((field) => [field, canary])));
          expect(written()).not.toContain(canary);
        }),
      );
    });
    test('BAD-85 one call is one line, whatever it is given, and steers no terminal', () => {
      fc.assert(
        fc.property(level, forging, forging, anyValue, (how, message, text, value) => {
          const { logger, allowed, written } = open();
          const [first = '', second = ''] = allowed;
          logger[how](message, { [first]: text, [second]: value });
          expect(written()).toMatch(/^[^\p{Cc}\u2028\u2029]+\n$/u);
        }),
      );
    });
  });
};
