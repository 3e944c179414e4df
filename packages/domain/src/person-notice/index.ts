export { afterNews, type PersonNews, personNewsOf } from './notice-of-event.ts';
export { type PersonNotice, personNoticeKey, type PersonNoticeKind } from './person-notice.ts';
export { defaultQuietHours, type QuietHoursPolicy, tellableAt } from './quiet-hours.ts';
