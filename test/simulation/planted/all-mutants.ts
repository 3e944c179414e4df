import type { Mutant } from './mutant.ts';
import { atTheEdge } from './mutants-at-the-edge.ts';
import { inTheOffice } from './mutants-in-the-office.ts';
import { ofContracts } from './mutants-of-contracts.ts';
import { ofKeptNotices } from './mutants-of-kept-notices.ts';
import { ofKeys } from './mutants-of-keys.ts';
import { ofLimits } from './mutants-of-limits.ts';
import { ofNotices } from './mutants-of-notices.ts';
import { ofOrders } from './mutants-of-orders.ts';
import { ofPrivacy } from './mutants-of-privacy.ts';
import { ofRetries } from './mutants-of-retries.ts';
import { ofStores } from './mutants-of-stores.ts';
import { ofTerminals } from './mutants-of-terminals.ts';
import { ofTheDenyList } from './mutants-of-the-deny-list.ts';
import { ofVouchers } from './mutants-of-vouchers.ts';

/** Every planted bug (`docs/planted-bugs.md`). Each must be found by some seed. */
export const allMutants: readonly Mutant[] = [
  ...ofVouchers,
  ...ofOrders,
  ...ofRetries,
  ...ofLimits,
  ...ofContracts,
  ...ofNotices,
  ...ofKeptNotices,
  ...ofKeys,
  ...ofStores,
  ...ofPrivacy,
  ...atTheEdge,
  ...ofTerminals,
  ...ofTheDenyList,
  ...inTheOffice,
];
