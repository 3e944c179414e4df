import type { Payer } from '../money-truth/fund-charge.ts';
import type { Contract, FaceUser } from '../money-truth/face-user.ts';
import type { PayscoreOrder } from '../money-truth/payscore-order.ts';
import type { PayscoreCode, PayscorePermission } from '../money-truth/payscore-permission.ts';
import type { PayscoreUser } from '../money-truth/payscore-user.ts';
import type { EmulatorStore, StoredRecord } from './emulator-store.ts';
import type { FaceDialog, FacePerson, FaceSession } from './face-records.ts';
import { createOrderBook } from './order-book.ts';
import type { OrderBook } from './order-book.ts';
import { createPayscoreBook } from './payscore-book.ts';
import type { PayscoreBook } from './payscore-book.ts';
import { createRefundBook } from './refund-book.ts';
import type { RefundBook } from './refund-book.ts';
import type { FaceCollection, Meta, Notice, Organization, SignUpToken, SubMerchant } from './records.ts';
import { createTable } from './table.ts';
import type { Table } from './table.ts';

/** Everything the emulator knows, in memory; `writeThrough` makes it last. */
export interface World {
  readonly organizations: Table<Organization>;
  readonly subMerchants: Table<SubMerchant>;
  /** By `user_id`. */
  readonly users: Table<FaceUser>;
  /** By `organization/out_user_id`. */
  readonly userIds: Table<string>;
  readonly contracts: Table<Contract>;
  /** By openid. */
  readonly payers: Table<Payer>;
  readonly tokens: Table<SignUpToken>;
  readonly collections: Table<FaceCollection>;
  readonly notices: Table<Notice>;
  readonly orders: OrderBook;
  readonly refunds: RefundBook;
  readonly payscore: PayscoreBook;
  /** By openid. */
  readonly payscoreUsers: Table<PayscoreUser>;
  readonly payscorePermissions: Table<PayscorePermission>;
  readonly payscoreCodes: Table<PayscoreCode>;
  /** Of online face terminals: people by openid, recognitions by face_sid, open pages by id. */
  readonly facePeople: Table<FacePerson>;
  readonly faceSessions: Table<FaceSession>;
  readonly faceDialogs: Table<FaceDialog>;
  readonly meta: () => Meta;
  readonly setMeta: (change: Partial<Meta>) => void;
  /** Durable when it returns. */
  readonly writeThrough: () => void;
}

export const createWorld = (
  store: EmulatorStore,
  initial: Meta,
  payscoreDueAt: (order: PayscoreOrder) => number | undefined,
): World => {
  const waiting = new Map<string, StoredRecord>();
  const source = {
    loaded: store.load(),
    changed: (record: StoredRecord) => void waiting.set(`${record.kind} ${record.key}`, record),
  };
  const metas = createTable<Meta>('meta', source);
  const meta = () => ({ ...initial, ...metas.get('meta') });
  return {
    organizations: createTable('organization', source),
    subMerchants: createTable('sub-merchant', source),
    users: createTable('user', source),
    userIds: createTable('user-id', source),
    contracts: createTable('contract', source),
    payers: createTable('payer', source),
    tokens: createTable('token', source),
    collections: createTable('collection', source),
    notices: createTable('notice', source),
    orders: createOrderBook(createTable('order', source)),
    refunds: createRefundBook(createTable('refund', source)),
    payscore: createPayscoreBook(createTable('payscore-order', source), payscoreDueAt),
    payscoreUsers: createTable('payscore-user', source),
    payscorePermissions: createTable('payscore-permission', source),
    payscoreCodes: createTable('payscore-code', source),
    facePeople: createTable('face-person', source),
    faceSessions: createTable('face-session', source),
    faceDialogs: createTable('face-dialog', source),
    meta,
    setMeta: (change) => metas.put('meta', { ...meta(), ...change }),
    writeThrough: () => {
      if (waiting.size === 0) return;
      store.save([...waiting.values()]);
      waiting.clear();
    },
  };
};
