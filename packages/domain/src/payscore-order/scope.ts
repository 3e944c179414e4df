import type { OrganizationId } from '../kernel/ids.ts';

/** Service orders and authorisations of Pay Score belong to no school: one partition for the whole merchant. */
export const payscoreScope = 'O0payscore' as OrganizationId;
