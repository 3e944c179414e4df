import { dayOf, type ListedKind, type ListFilter, payscoreScope, type Records } from '@facepay/domain';

/** What a filter may compare, of each kind that is listed. What a kind does not have never matches. */
export const listed: { readonly [K in ListedKind]: (value: Records[K]) => ListFilter } = {
  organization: ({ organizationId }) => ({ organization: organizationId }),
  member: ({ organization, contract, outUserId }) => ({ organization, status: contract.status, member: outUserId }),
  device: ({ organization, status, deviceId }) => ({ organization, status, device: deviceId }),
  deduction: ({ organization, status, outUserId, device, saleAt }) => ({
    organization,
    status,
    member: outUserId,
    device,
    day: dayOf(saleAt),
  }),
  refund: ({ organization, status, outUserId, refundedAt, requestedAt }) => ({
    organization,
    status,
    ...(outUserId === undefined ? {} : { member: outUserId }),
    day: dayOf(refundedAt ?? requestedAt),
  }),
  payscoreOrder: ({ status, requestedAt }) => ({ organization: payscoreScope, status, day: dayOf(requestedAt) }),
  alarm: ({ organization, acknowledged }) => ({
    organization,
    status: acknowledged === undefined ? 'open' : 'acknowledged',
  }),
  notice: ({ status, subject }) =>
    subject.type === 'UserState'
      ? { organization: subject.organization, status, member: subject.outUserId }
      : { status },
};

export const matches = (row: ListFilter, asked: ListFilter): boolean =>
  (asked.organization === undefined || asked.organization === row.organization) &&
  (asked.status === undefined || asked.status === row.status) &&
  (asked.member === undefined || asked.member === row.member) &&
  (asked.device === undefined || asked.device === row.device) &&
  (asked.day === undefined || asked.day === row.day);
