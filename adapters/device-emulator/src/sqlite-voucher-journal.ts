import { chainHeadOf, decodeVoucher, emptyChain } from '@facepay/device-protocol';
import type { ChainHead, DenyListDelta, SignedVoucher } from '@facepay/device-protocol';
import Database from 'better-sqlite3';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { assertContinues } from './assert-continues.ts';
import type { DenyList, VoucherJournal } from './voucher-journal.ts';

/**
 * A journal in an SQLite file. Each call is one transaction in a write-ahead log that is synced before the call returns, so a
 * power cut leaves either the whole step or nothing of it. Throws when the file cannot be opened or holds something else.
 */
export const openSqliteVoucherJournal = (path: string): VoucherJournal => {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(schema);
  const insert = database.prepare('insert into voucher (sequence, hash, bytes) values (?, ?, ?)');
  const moveHead = database.prepare('insert or replace into head (id, sequence, hash) values (1, ?, ?)');
  const select = database.prepare('select bytes from voucher where sequence > ? order by sequence limit ?');
  const remove = database.prepare('delete from voucher where sequence = ? and hash = ?');
  const count = database.prepare('select count(*) as total from voucher');
  const selectHead = database.prepare('select sequence, hash from head where id = 1');

  const head = (): ChainHead => {
    const row = selectHead.get();
    return row === undefined ? emptyChain : read(HeadRow, row);
  };
  const denyVersion = database.prepare('select version from deny_version where id = 1');
  const moveDenyVersion = database.prepare('insert or replace into deny_version (id, version) values (1, ?)');
  const denied = database.prepare('select out_user_id from denied');
  const deny = database.prepare('insert or ignore into denied (out_user_id) values (?)');
  const allow = database.prepare('delete from denied where out_user_id = ?');
  const allowAll = database.prepare('delete from denied');
  const denyList = (): DenyList => {
    const row = denyVersion.get();
    const outUserIds = new Set(denied.all().map((entry) => read(DeniedRow, entry).out_user_id));
    return row === undefined ? { outUserIds } : { version: read(VersionRow, row).version, outUserIds };
  };
  const keepDenyList = ({ version, complete, changes }: Omit<DenyListDelta, 'more'>): void => {
    if (complete) allowAll.run();
    for (const change of changes) (change.denied ? deny : allow).run(change.outUserId);
    moveDenyVersion.run(version);
  };
  const append = (seal: Parameters<VoucherJournal['append']>[0]): SignedVoucher => {
    const before = head();
    const signed = seal({ sequence: before.sequence + 1, previousHash: before.hash });
    assertContinues(before, signed);
    const after = chainHeadOf(signed);
    insert.run(after.sequence, after.hash, signed.bytes);
    moveHead.run(after.sequence, after.hash);
    return signed;
  };
  return {
    append: (seal) => database.transaction(append).immediate(seal),
    pending: (afterSequence, countMax) =>
      select.all(afterSequence, countMax).map((row) => toSigned(read(VoucherRow, row))),
    remove: (sequence, hash) => remove.run(sequence, hash).changes === 1,
    backlog: () => read(CountRow, count.get()).total,
    head,
    denyList,
    keepDenyList: (delta) => {
      database.transaction(keepDenyList).immediate(delta);
    },
    close: () => {
      database.close();
    },
  };
};

const schema = `
  create table if not exists voucher (
    sequence integer primary key,
    hash blob not null,
    bytes blob not null
  ) strict;
  create table if not exists head (
    id integer primary key check (id = 1),
    sequence integer not null,
    hash blob not null
  ) strict;
  create table if not exists denied (
    out_user_id text primary key
  ) strict, without rowid;
  create table if not exists deny_version (
    id integer primary key check (id = 1),
    version integer not null
  ) strict;
`;

const Bytes = new t.Type<Uint8Array>(
  'Bytes',
  (value): value is Uint8Array => value instanceof Uint8Array,
  (value, context) => (value instanceof Uint8Array ? t.success(value) : t.failure(value, context)),
  (value) => value,
);
const HeadRow = t.type({ sequence: t.number, hash: Bytes });
const VoucherRow = t.type({ bytes: Bytes });
const DeniedRow = t.type({ out_user_id: t.string });
const VersionRow = t.type({ version: t.number });
const CountRow = t.type({ total: t.number });

/** Rows this file wrote itself: anything else in them is a damaged disk, which nothing here can repair. */
const read = <A>(codec: t.Type<A, unknown>, row: unknown): A => {
  const decoded = codec.decode(row);
  if (E.isLeft(decoded)) throw new Error(`the journal holds a ${codec.name} it never wrote`);
  return decoded.right;
};

const toSigned = ({ bytes }: { readonly bytes: Uint8Array }): SignedVoucher => {
  const decoded = decodeVoucher(bytes);
  if (E.isLeft(decoded)) throw new Error(`the journal holds bytes that are no voucher: ${decoded.left.reason}`);
  return decoded.right;
};
