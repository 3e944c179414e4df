export { type DenyListDelta, type DenyListEntry, denyListDelta, denyListFrom } from './delta.ts';
export { followDenyList, type Listed } from './follow-deny-list.ts';
