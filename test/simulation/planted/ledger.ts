/** One row of `simulation.md` §3.9: the bugs that stand for it, or why there is none. */
export interface LedgerRow {
  readonly group: string;
  readonly row: string;
  readonly bugs: readonly string[];
  /** Where else it is tested, or why it does not apply. */
  readonly elsewhere?: string;
}

const rows =
  (group: string) =>
  (row: string, bugs: readonly string[], elsewhere?: string): LedgerRow => ({
    group,
    row,
    bugs,
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
const [vouchers, orders, limits, contracts] = ['vouchers', 'orders', 'limits', 'contracts'].map(rows) as [
  Row,
  Row,
  Row,
  Row,
];
const [notices, keys, payscore, storage, privacy] = ['notices', 'keys', 'payscore', 'storage', 'privacy'].map(rows) as [
  Row,
  Row,
  Row,
  Row,
  Row,
];
type Row = ReturnType<typeof rows>;

export const ledger: readonly LedgerRow[] = [
  vouchers('acknowledge before commit', ['acknowledge before commit']),
  vouchers('dedupe by sequence only', ['a voucher is known by its number alone', 'a credential is not looked up']),
  vouchers('dedupe in memory only', ['what came in is remembered in memory only']),
  vouchers('ack whole batch', [
    'a batch is acknowledged, and its first voucher kept',
    'a batch is acknowledged that the store refused',
  ]),
  vouchers('delete on device at HTTP 200 without body check', ['a terminal deletes what it sent when it hears 200']),
  orders('new `out_trade_no` per retry', ['a new number for every try']),
  orders('new generation on `ORDER_CLOSED` without query', [
    'a new number on ORDER_CLOSED, without the query',
    'a new number instead of a query after a lost answer',
  ]),
  orders('200 = paid', ['200 is paid']),
  orders('not-found = failed', ['not found is not charged, however early']),
  orders('PAYERROR = final', ['PAYERROR is final', 'what failed is put aside']),
  orders('apply without fencing', [
    'an outcome is stored under any lease',
    'an answer is applied to what the worker remembers',
  ]),
  orders('lease never expires', ['a lease that never ends']),
  orders('retry without query in the non-idempotent gateway mode', ['sent again without a query']),
  limits('day in UTC', ['a day that begins at eight']),
  limits('reserve after send', ['the request first, then the reservation']),
  limits('release on timeout', ['limit released on timeout']),
  limits('check-then-write without lock', ['limits are checked first, and written later']),
  limits('count only paid', ['only what is paid counts']),
  limits('custom limit above platform', ['a limit above the platform is taken']),
  limits('midnight not counted twice', ['what is in flight over midnight counts on the old day alone']),
  limits('refund returns limit', [], 'there are no refunds yet'),
  contracts('trust the notice without query', ['a notice is believed, and nobody asks']),
  contracts('older query overwrites newer', ['an older reading of a member overwrites a newer one']),
  contracts('charge held voucher after re-sign', ['what was held is charged when the member is open again']),
  contracts('deny list not versioned', ['a deny list whose version stays', 'a change that leaves the list as it was']),
  contracts('advance count never decremented', ['an advance that is repaid stays a debt']),
  notices('no verify', ['the signature of a notice is not looked at']),
  notices('`Host: localhost` bypass', ['a notice from localhost needs no signature']),
  notices('2xx before commit', ['2xx to a notice before it is stored', '2xx to a notice that could not be stored']),
  notices('mark processed before effect', ['a notice is marked as processed before its effect']),
  notices('parse-then-verify', ['a notice is parsed first, and then verified']),
  notices('no time window', ['a notice dated by itself']),
  notices('window one-sided', ['a notice of tomorrow is believed']),
  notices('amount not compared', ['a notice of another sum is believed']),
  notices('re-serialised body', ['the signature is checked over a body written anew', 'a retry writes its body anew']),
  notices('GCM tag unchecked', ['the tag of what is sealed is not looked at']),
  keys('newest certificate only', ['only the newest key is believed']),
  keys('accept unknown serial after refresh without re-verify', [
    'a serial that nobody knows is believed once the certificates were asked for',
  ]),
  keys('expired accepted', ['a certificate that has run out is believed']),
  keys('old APIv3 key dropped at once', ['the old APIv3 key is dropped when there is a new one']),
  payscore('total multiplies count', ['the total multiplies count', 'discounts are not taken off']),
  payscore('modify upward', ['modify upward', 'a total above the cap']),
  payscore('complete rebuilt with new end time', [
    'complete rebuilt with a new end time',
    'cancel rebuilt with a new reason',
  ]),
  payscore('sync after paid', ['sync after paid is believed', 'what was paid twice stays with us']),
  payscore('DONE without collection', ['done without a collection', 'awaiting is paid']),
  storage('no `BEGIN IMMEDIATE`', ['a work reads, and writes later, without BEGIN IMMEDIATE']),
  storage(
    '`synchronous=OFF`',
    [],
    'a crash of a process loses nothing that was written, so it is a matter of power cuts: `storage-power-cut.test.ts` finds ' +
      'it ("less had been synced than was acknowledged"), and a store whose setting differs does not open',
  ),
  storage('read-committed for limits', ['limits are read before the transaction']),
  storage(
    'migration not idempotent',
    [],
    'the stores of a run are opened once: `planted-storage.test.ts` plants it, and the second opening finds it',
  ),
  privacy('credential in error log', ['a request that failed is logged with its body']),
  privacy('name in URL', ['the name of a pupil in a URL', 'a refusal that repeats what was wrong with a phone']),
  privacy('tenant filter missing in list', ['a list without its tenant', "another school's token sees ours"]),
];

/** The invariants of money (`invariants.md` §3.1 to §3.3) that no planted bug is about, and why. */
export const withoutBug: Readonly<Record<string, string>> = {
  'INV-14': 'held by INV-13 and INV-15: every order of answer, notices and queries is drawn, and one state is legal',
  'INV-17': 'the crash matrix holds it',
  'INV-21': 'no simulated gateway refuses a good credential; the properties of the domain hold it',
  'INV-27': 'three time zones have one trace (`determinism.test.ts`)',
  'INV-30': 'there are no refunds yet',
  'INV-32': 'there are no statements to reconcile with yet',
  'INV-34': 'there is no configured rate yet',
  'INV-39': 'no request has a member that could ask for an advance',
  'INV-40': 'a rule of WeChat: the emulator holds it, and says so when it does not',
  'INV-43': 'held by INV-97 and the tests of sign-up: a token is asked for, and not kept',
};
