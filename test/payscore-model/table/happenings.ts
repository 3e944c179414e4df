import { refused, type Row, stays, turns } from './cell.ts';

const everywhere = {
  created: stays,
  'in service': stays,
  'to pay': stays,
  'being charged': stays,
  paid: stays,
  'paid outside': stays,
  free: stays,
  revoked: stays,
  expired: stays,
};

/** What is no call of ours: the user, the deduction engine, time, and looking. */
export const happenings = {
  query: { source: '§6 table of calls', cells: { none: refused('not found'), ...everywhere } },
  'user confirms': { source: '§6 diagram', cells: { created: turns('in service') } },
  'deduction begins': { source: '§6 a deduction is running', cells: { 'to pay': turns('being charged') } },
  'deduction succeeds': { source: '§9', cells: { 'to pay': turns('paid'), 'being charged': turns('paid') } },
  'deduction fails': { source: '§9', cells: { 'to pay': stays, 'being charged': turns('to pay') } },
  'user pays': { source: '§9 the user may pay actively', cells: { 'to pay': turns('paid') } },
  '30 days pass': { source: '§6 only CREATED expires', cells: { ...everywhere, created: turns('expired') } },
} satisfies Record<string, Row>;
