import { deductionNoOf, nothingSpent, type Spending } from '@facepay/domain';
import type Database from 'better-sqlite3';
import { openPeerDatabase } from './peers/open-peer-database.ts';
import {
  attemptOf,
  begun,
  device,
  memberNumbered,
  noticeOf,
  organization,
  paidOf,
  received,
  saleOf,
  sentOf,
  settled,
  spendingOf,
  voucherOf,
} from './storage-records.ts';
import type { Group, WorkName } from './storage-works.ts';

const tables = ['organization', 'device', 'member', 'voucher', 'credential', 'number', 'attempt', 'spending'];
const schema = `${tables.map((name) => `create table ${name} (id text primary key, body text not null)`).join(';')};
  create table notice (id text primary key, body text not null, status text not null, due_at integer);
  create index notice_due on notice (due_at) where due_at is not null;
  create table deduction (id text primary key, body text not null, status text not null, due_at integer, fence integer not null);
  create index deduction_due on deduction (due_at) where due_at is not null;
  create table event (position integer primary key, key text not null unique, body text not null)`;

/**
 * The same works by prepared statements, as one would write them without a port: JSON as it is, nothing encrypted, no
 * checks of what is read, each group one transaction.
 */
export const rawWorks = (file: string) => {
  const database = openPeerDatabase(file, schema);
  const select = prepareAll(database, (name) => `select body from ${name} where id = ?`);
  const insert = prepareAll(database, (name) => `insert into ${name} (id, body) values (?, ?)`);
  const replace = prepareAll(database, (name) => `insert or replace into ${name} (id, body) values (?, ?)`);
  const findNotice = database.prepare('select body from notice where id = ?');
  const addNotice = database.prepare('insert into notice values (?, ?, ?, ?)');
  const findSale = database.prepare('select body, fence from deduction where id = ?');
  const addSale = database.prepare('insert into deduction values (?, ?, ?, ?, 0)');
  const setSale = database.prepare('update deduction set body = ?, status = ?, due_at = ? where id = ?');
  const claim = database.prepare(
    `update deduction set fence = fence + 1, due_at = due_at + 900000
       where rowid in (select rowid from deduction where due_at is not null order by due_at limit ?) returning id`,
  );
  const addEvent = database.prepare('insert or ignore into event (key, body) values (?, ?)');
  const eventsAfter = database.prepare('select position, key, body from event where position > ? order by position');
  const [json, begin, commit] = [JSON.stringify, database.prepare('begin immediate'), database.prepare('commit')];
  const grouped = (numbers: readonly number[], one: (n: number) => void): void => {
    begin.run();
    numbers.forEach(one);
    commit.run();
  };
  const tell = (events: readonly { readonly key: string }[]): void =>
    events.forEach((event) => addEvent.run(event.key, json(event)));
  const readBooks = (n: number) => {
    const sale = saleOf(n);
    read(select['member'], sale.outUserId);
    read(select['organization'], organization.organizationId);
    read(findSale, sale.id);
    return { sale, spending: (read(select['spending'], sale.outUserId) as Spending | undefined) ?? nothingSpent };
  };
  let told = 0;
  const works: Readonly<Record<WorkName, Group>> = {
    insert: async (numbers) =>
      grouped(numbers, (n) => {
        const { id, no, organization: of } = saleOf(n);
        insert['number']?.run(deductionNoOf(id, 1), json({ no, organization: of, deduction: id }));
      }),
    find: async (numbers) => {
      for (const n of numbers)
        if (read(select['number'], deductionNoOf(saleOf(n).id, 1)) === undefined) throw new Error('not found');
    },
    notice: async (numbers) =>
      grouped(numbers, (n) => {
        const notice = noticeOf(n);
        if (read(findNotice, notice.id) === undefined)
          addNotice.run(notice.id, json(notice), notice.status, notice.dueAt);
      }),
    voucher: async (numbers) =>
      grouped(numbers, (n) => {
        const sale = saleOf(n);
        const voucher = voucherOf(n, sale);
        read(select['member'], sale.outUserId);
        read(select['organization'], organization.organizationId);
        read(select['voucher'], voucher.id);
        read(select['credential'], sale.credentialHash);
        read(findSale, sale.id);
        const at = read(select['device'], device.deviceId) as typeof device;
        replace['device']?.run(at.deviceId, json({ ...at, chain: { ...at.chain, headSequence: n } }));
        insert['voucher']?.run(voucher.id, json(voucher));
        insert['credential']?.run(sale.credentialHash, json({ voucher: voucher.id, deduction: sale.id }));
        addSale.run(sale.id, json(sale), sale.status, n);
        tell(received(sale));
      }),
    deduction: async (numbers) => {
      begin.run();
      claim.all(numbers.length);
      commit.run();
      grouped(numbers, (n) => {
        const { sale, spending } = readBooks(n);
        const own = `${sale.id}/1`;
        read(select['device'], device.deviceId);
        read(select['voucher'], sale.voucher);
        const sent = sentOf(sale, own);
        setSale.run(json(sent), sent.status, n, sent.id);
        replace['spending']?.run(sale.outUserId, json(spendingOf(sale, spending, false)));
        insert['attempt']?.run(own, json(attemptOf(sale, own)));
        insert['number']?.run(sale.no, json({ no: sale.no, deduction: sale.id }));
        tell(begun(sale, own));
      });
      grouped(numbers, (n) => {
        const { sale, spending } = readBooks(n);
        const paid = paidOf(sentOf(sale, `${sale.id}/1`));
        setSale.run(json(paid), paid.status, null, paid.id);
        replace['spending']?.run(sale.outUserId, json(spendingOf(sale, spending, true)));
        tell(settled(sentOf(sale, '')));
      });
      const events = eventsAfter.all(told) as readonly { readonly position: number; readonly body: string }[];
      for (const { body } of events) JSON.parse(body);
      told = events.at(-1)?.position ?? told;
    },
  };
  const seed = (count: number): void => {
    replace['organization']?.run(organization.organizationId, json(organization));
    replace['device']?.run(device.deviceId, json(device));
    for (let n = 0; n < count; n += 1) {
      const member = memberNumbered(n);
      replace['member']?.run(member.outUserId, json(member));
    }
  };
  return { works, seed, close: () => database.close() };
};

const prepareAll = (database: Database.Database, text: (name: string) => string) =>
  Object.fromEntries(tables.map((name) => [name, database.prepare(text(name))]));

const read = (from: Database.Statement | undefined, key: string): unknown => {
  const row = from?.get(key) as { readonly body: string } | undefined;
  return row === undefined ? undefined : JSON.parse(row.body);
};
