import { again, againOr, moves, refused, refusedByWechat, type Row } from './cell.ts';

/** Creating, once and again. A fresh number is created in one of the two confirmation modes (§2). */
export const createCalls = {
  'create to confirm': { source: '§6 diagram', cells: { none: moves('created') } },
  'create without confirming': { source: '§6 diagram, §2', cells: { none: moves('in service') } },
  'create without end time': { source: '§3.5', cells: { none: moves('created') } },
  'create at the cap': { source: '§7 risk_fund.amount ≤ cap', cells: { none: moves('created') } },
  'create above the cap': { source: '§7', cells: { none: refused('cap') } },
  'create with payments above the cap': { source: '§7, §4.1: when no discounts', cells: { none: refused('cap') } },
  'create in the past': { source: '§3.5 服务开始时间不能早于调用接口时间', cells: { none: refused('time') } },
  'create to end before it starts': { source: '§3.5', cells: { none: refused('time') } },
  'create to confirm with openid': { source: '§2 must not be sent', cells: { none: refused('openid') } },
  'create without confirming, without openid': { source: '§2 required', cells: { none: refused('openid') } },
  'create for a user who never authorised': { source: '§2, §10.3', cells: { none: refusedByWechat('user') } },
  'create same': {
    source: '§6 table of calls, §8',
    cells: {
      created: again,
      'in service': again,
      'to pay': again,
      'being charged': again,
      paid: againOr('done'),
      'paid outside': againOr('done'),
      free: againOr('done'),
      revoked: againOr('cancelled', 'state'),
      expired: againOr('cancelled', 'state'),
    },
  },
  'create other': {
    source: '§8 订单重入参数校验失败',
    cells: {
      created: refused('mismatch'),
      'in service': refused('mismatch'),
      'to pay': refused('mismatch'),
      'being charged': refused('mismatch'),
      paid: refused('mismatch', 'done'),
      'paid outside': refused('mismatch', 'done'),
      free: refused('mismatch', 'done'),
      revoked: refused('mismatch', 'cancelled', 'state'),
      expired: refused('mismatch', 'cancelled', 'state'),
    },
  },
} satisfies Record<string, Row>;
