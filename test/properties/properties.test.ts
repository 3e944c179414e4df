import fc from 'fast-check';
import { describe, it } from 'vitest';
import { calendarProperties } from './calendar.ts';
import { canPayProperties } from './can-pay.ts';
import { chainProperties } from './chain.ts';
import { deductionProperties } from './deductions.ts';
import { denyListProperties } from './deny-list.ts';
import { ledgerProperties } from './ledger.ts';
import { memberProperties } from './members.ts';
import { moneyProperties } from './money.ts';
import { payscoreProperties } from './payscore.ts';
import { refundProperties } from './refunds.ts';
import { retryProperties } from './retries.ts';
import { rules } from './rules.ts';

const properties = {
  ...moneyProperties,
  ...deductionProperties,
  ...calendarProperties,
  ...memberProperties,
  ...chainProperties,
  ...retryProperties,
  ...refundProperties,
  ...payscoreProperties,
  ...denyListProperties,
  ...ledgerProperties,
  ...canPayProperties,
};

describe('properties of the rules', () => {
  it.each(Object.entries(properties))('%s', (_, property) => {
    fc.assert(property(rules), { numRuns: 300 });
  });
});
