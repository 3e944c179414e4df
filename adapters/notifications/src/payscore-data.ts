import { type LogFields, type PayscoreOrderEvent, type PermissionEvent, toRfc3339 } from '@facepay/domain';

/** What the events of service orders tell: no person, no free text, no launch data, no words of WeChat's (INV-88). */
export const payscoreData = (body: PayscoreOrderEvent): LogFields => {
  const at = toRfc3339(body.at);
  switch (body.type) {
    case 'PayscoreOrderRequested':
      return { at, orderNo: body.terms.no, riskAmountFen: body.terms.riskFund.amount };
    case 'PayscoreAsked':
      return { at, call: body.wish.type, ...('total' in body.wish ? { totalFen: body.wish.total } : {}) };
    case 'PayscoreAttemptBegun':
    case 'PayscoreNotTaken':
    case 'PayscoreTaken':
      return { at, call: body.of };
    case 'PayscoreDoubted':
    case 'PayscoreRefused':
      return { at, call: body.of, code: body.code };
    case 'PayscorePostponed':
      return { at, call: body.of, until: toRfc3339(body.until) };
    case 'PayscoreUnsettled':
      return { at, reason: body.reason };
    case 'PayscoreMoved': {
      const { total, collection } = body.said;
      const transactionId = collection?.details.find((detail) => detail.transactionId !== undefined)?.transactionId;
      return {
        at,
        status: body.to,
        ...(total === undefined ? {} : { totalFen: total }),
        ...(collection === undefined ? {} : { collection: collection.state }),
        ...(transactionId === undefined ? {} : { transactionId }),
      };
    }
    case 'PayscoreUnchanged':
    case 'PayscorePackageGiven':
      return { at };
    case 'PayscorePaidTwice':
      return { at, transactionId: body.transactionId, amountFen: body.amount };
  }
};

export const permissionData = (body: PermissionEvent): LogFields => {
  const at = toRfc3339(body.at);
  switch (body.type) {
    case 'PermissionRequested':
      return { at, authorizationCode: body.code };
    case 'PermissionTokenGiven':
      return { at };
    case 'PermissionRead':
      return { at, status: body.status };
    case 'PermissionOpened':
      return { at, openedAt: toRfc3339(body.openedAt) };
    case 'PermissionClosed':
      return { at, closedAt: toRfc3339(body.closedAt) };
  }
};
