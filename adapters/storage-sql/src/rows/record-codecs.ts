import type { Kind, Records } from '@facepay/domain';
import type * as t from 'io-ts';
import { alarmRow } from './alarm.ts';
import { answerRow } from './answer.ts';
import { deductionRow, spendingRow } from './deduction.ts';
import { deviceRow } from './device.ts';
import { memberRow } from './member.ts';
import { noticeRow } from './notice.ts';
import { organizationRow } from './organization.ts';
import { taskRow } from './task.ts';
import { payscoreOrderRow } from './payscore-order.ts';
import { permissionRow } from './payscore-permission.ts';
import { refundBookRow, refundRow } from './refund.ts';
import { attemptRow, authinfoRow, credentialRow, cursorRow, evidenceRow, numberRow, voucherRow } from './voucher.ts';

/** The stored form of every kind of record: a JSON object that decodes to exactly the domain's type. */
export const recordCodecs: { readonly [K in Kind]: t.Type<Records[K], unknown> } = {
  organization: organizationRow,
  member: memberRow,
  device: deviceRow,
  voucher: voucherRow,
  evidence: evidenceRow,
  credential: credentialRow,
  deduction: deductionRow,
  number: numberRow,
  attempt: attemptRow,
  spending: spendingRow,
  notice: noticeRow,
  refund: refundRow,
  refundBook: refundBookRow,
  authinfo: authinfoRow,
  cursor: cursorRow,
  alarm: alarmRow,
  answer: answerRow,
  task: taskRow,
  payscoreOrder: payscoreOrderRow,
  payscorePermission: permissionRow,
};
