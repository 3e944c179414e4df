import { createOpenapi } from '../docs/openapi.ts';
import { docsRoutes } from '../docs/docs-routes.ts';
import { alarmRoutes } from './alarms.ts';
import { dayRoutes } from './days.ts';
import { debtRoutes } from './debts.ts';
import { calendarRoutes } from './calendar.ts';
import { credentialSaleRoutes } from './credential-sales.ts';
import { deductionMoveRoutes } from './deduction-moves.ts';
import { deductionRoutes } from './deductions.ts';
import { denyListRoutes } from './deny-list.ts';
import { deviceRoutes } from './devices.ts';
import { faceRoutes } from './face.ts';
import { limitRoutes } from './limits.ts';
import { memberChangeRoutes } from './member-changes.ts';
import { memberImportRoutes } from './member-import.ts';
import { memberMoveRoutes } from './member-moves.ts';
import { memberRoutes } from './members.ts';
import { miniProgramRefusalRoutes } from './mini-program-refusals.ts';
import { noticeRoutes } from './notices.ts';
import { organizationRoutes } from './organizations.ts';
import { payscoreMoveRoutes } from './payscore-moves.ts';
import { payscoreOrderRoutes } from './payscore-orders.ts';
import { payscorePermissionRoutes } from './payscore-permissions.ts';
import { payscoreRefundRoutes } from './payscore-refunds.ts';
import { refundRoutes } from './refunds.ts';
import type { Route } from './route.ts';
import { reEnrolmentRoutes } from './re-enrolments.ts';
import { signUpRoutes } from './sign-up.ts';
import { terminalRoutes } from './terminal-requests.ts';
import { wechatNoticeRoutes } from './wechat-notice.ts';

const api: readonly Route[] = [
  ...organizationRoutes,
  ...memberRoutes,
  ...memberImportRoutes,
  ...signUpRoutes,
  ...reEnrolmentRoutes,
  ...miniProgramRefusalRoutes,
  ...memberMoveRoutes,
  ...limitRoutes,
  ...calendarRoutes,
  ...memberChangeRoutes,
  ...deviceRoutes,
  ...terminalRoutes,
  ...denyListRoutes,
  ...deductionRoutes,
  ...deductionMoveRoutes,
  ...credentialSaleRoutes,
  ...refundRoutes,
  ...payscoreOrderRoutes,
  ...payscoreMoveRoutes,
  ...payscoreRefundRoutes,
  ...payscorePermissionRoutes,
  ...faceRoutes,
  ...dayRoutes,
  ...debtRoutes,
  ...noticeRoutes,
  ...alarmRoutes,
  ...wechatNoticeRoutes,
];

/** The document of `/openapi.json`. */
export const openapi = createOpenapi(api);

/** Every route; what the documents list is what is served. */
export const routes: readonly Route[] = [...api, ...docsRoutes(openapi)];
