import { begin, conclude, hear, hold, isOutcome, move, send } from './charging.ts';
import { change, deny, isClosed, read } from './pupils.ts';
import { dayOf, leftOn, spentBy, usedOn } from './rules.ts';
import type { News, Seen, Shown, ShownPupil } from './seen.ts';
import { all, find, put } from './shelf.ts';
import { acknowledge, conflict, offer, receive } from './taking-in.ts';
import { check, pupilOf, withOrder, withPupil, withSale, type World } from './world.ts';

/** The documents as one function: what was seen, and what must hold now; what does not is in `broken`. */
export const spec = (before: World, seen: Seen): World => {
  const world = before.broken.length === 0 ? before : { ...before, broken: [] };
  const { at } = seen;
  switch (seen.type) {
    case 'asked': {
      const asked = put(world.asked, seen.what, find(world.asked, seen.what) ?? at);
      return { ...world, asked, ...(seen.school === undefined || world.adopted ? {} : { school: seen.school }) };
    }
    case 'offered':
      return offer(world, seen.offer);
    case 'acknowledged':
      return acknowledge(world, seen.hash, seen.status, seen.reason ?? '');
    case 'announced': {
      const untold = put(world.untold, seen.key, true);
      const once = check(world, [find(world.untold, seen.key) === undefined, 'INV-15', `${seen.key} happens twice`]);
      return announce({ ...once, untold }, seen.about, seen.news, at);
    }
    case 'committed':
      return complete(world);
    case 'told':
      return check({ ...world, untold: put(world.untold, seen.key, false) }, [
        find(world.untold, seen.key) !== undefined,
        'INV-15',
        `${seen.key} is told, and never happened`,
      ]);
    case 'deducts':
      return send(world, seen.no, seen.body, seen);
    case 'hears':
      return hear(world, seen.no, seen.by, seen.since, seen.says, at);
    case 'reads':
      return read(world, seen.pupil, seen.since, seen.words, at);
    case 'terminates': {
      const pupil = all(world.pupils).find(({ user }) => user === seen.user);
      return check(world, [
        pupil?.contract === 'terminating',
        'INV-44',
        `the contract of ${seen.user} is ended, and it is ${pupil?.contract}`,
      ]);
    }
    case 'noticed':
      return notice(world, seen);
    case 'decided': {
      const sale = find(world.sales, seen.sale);
      if (sale === undefined || seen.status !== 200 || seen.again) return world;
      const thanks = sale.thanks + 1;
      return check(withSale(world, { ...sale, thanks }), [
        thanks <= sale.moves,
        'BAD-58',
        `${sale.id} was moved ${sale.moves} times, and ${thanks} are told so`,
      ]);
    }
    case 'denies':
      return deny(world, seen.since, seen.version, seen.changes);
    case 'shows':
      return compare(world, seen);
    case 'shows-pupil':
      return comparePupil(world, seen, at);
    case 'holds': {
      const order = find(world.orders, seen.no);
      const sale = find(world.sales, order?.sale ?? '');
      const debt = settledAs[sale?.no === seen.no ? sale.state : ''];
      const fits =
        seen.state === 'SUCCESS'
          ? debt === seen.debt || (debt === 'DEBT' && seen.debt === 'REPAYMENT')
          : debt === undefined;
      return check(
        world,
        [order !== undefined && order.sent > 0, 'INV-8', `WeChat has ${seen.no}, which nobody sent`],
        [
          fits && (debt === undefined || seen.fen === sale?.fen),
          'INV-31',
          `${seen.no}: ${sale?.state} ${sale?.fen} here, ${seen.state} ${seen.debt} ${seen.fen} there`,
        ],
      );
    }
    case 'ends':
      return end(world);
  }
};
const settledAs: Readonly<Record<string, string>> = { paid: 'NOT_DEBT', advanced: 'DEBT', repaid: 'REPAYMENT' };

const announce = (world: World, about: string, news: News, at: number): World => {
  const { type, reason = '', no = '' } = news;
  if (type === 'OrganizationAdopted')
    return check({ ...world, adopted: true }, [world.school !== undefined, 'INV-52', `${about} is adopted by nobody`]);
  if (type === 'OrganizationLimitsSet' && world.school !== undefined) {
    const { single: _, day: __, ...school } = world.school;
    const asked = find(world.asked, `limits ${news.limits?.day ?? ''} ${news.limits?.single ?? ''} ${about}`);
    return check({ ...world, school: { ...school, ...news.limits } }, [
      asked !== undefined,
      'INV-24',
      `${about}: nobody asked for these limits`,
    ]);
  }
  if (type === 'VoucherConflict') return conflict(world, news);
  if (type === 'DeductionReceived') return receive(world, about, news, at);
  const sale = find(world.sales, about);
  if (sale === undefined) return change(world, about, news);
  if (type === 'DeductionHeld') return hold(world, sale, reason, at);
  if (type === 'AttemptBegun') return begin(world, sale, no, at);
  if (type === 'DeductionReleased') return move(world, sale, 'received');
  if (type === 'DeductionGivenUp') return move(world, sale, 'dead');
  return isOutcome(type) ? conclude(world, sale, news, at) : world;
};

/** At the end of a commit: no sale is taken in as good that is not, and whoever may not pay is on the list (INV-19, INV-42). */
const complete = (world: World): World =>
  world.touched.reduce<World>(
    (now, id) => {
      const sale = find(now.sales, id);
      const pupil = pupilOf(now, id);
      return check(
        now,
        [
          sale === undefined || sale.state !== 'received' || sale.must.length === 0,
          'INV-19',
          `${id} is taken in, and must be held: ${sale?.must.join()}`,
        ],
        [pupil === undefined || isClosed(pupil) === pupil.denied, 'INV-42', `${id} is changed, and the list is not`],
      );
    },
    { ...world, touched: [] },
  );

/** INV-46, INV-50: what is no notice of WeChat's is refused; one that is kept is looked into, once. */
const notice = (world: World, { id, authentic, status, pupil, no, at }: Extract<Seen, { type: 'noticed' }>): World => {
  const noticedAt = find(world.asked, `notice ${id}`) ?? at;
  const isKept = status < 300;
  const judged = check(world, [!isKept || authentic, 'INV-46', `what is no notice of WeChat's is answered ${status}`]);
  const about = pupilOf(judged, pupil ?? '');
  const order = find(judged.orders, no ?? '');
  const latest = (known = 0): { readonly noticedAt: number } => ({ noticedAt: Math.max(noticedAt, known) });
  if (isKept && about !== undefined) return withPupil(judged, { ...about, ...latest(about.noticedAt) });
  if (isKept && order !== undefined) return withOrder(judged, no ?? '', { ...order, ...latest(order.noticedAt) });
  return judged;
};

const compare = (world: World, { id, state, fen, pupil, reason, no, attempts }: Shown): World => {
  const sale = find(world.sales, id);
  const mine = `${sale?.state} ${sale?.fen} ${sale?.offer.pupil} ${sale?.attempts}${sale?.no === '' ? '' : ` ${sale?.no}`}`;
  const theirs = `${state} ${fen} ${pupil} ${attempts}${sale?.no === '' ? '' : ` ${no}`}`;
  return check(
    world,
    [mine === theirs, 'INV-31', `${id} is ${mine}, and is shown as ${theirs}`],
    [
      state !== 'held' || reason.split(':')[0] === sale?.reason,
      'INV-19',
      `${id} is held: ${sale?.reason}, and shown as held: ${reason}`,
    ],
    [!moving.has(state), 'INV-98', `${id} is still ${state}`],
  );
};
const moving = new Set(['received', 'reserved', 'in-flight', 'unknown']);

const comparePupil = (
  world: World,
  { id, contract, usage, blocked, denied, debts, used, left }: ShownPupil,
  at: number,
): World => {
  const one = pupilOf(world, id);
  const mine = `${one?.contract} ${one?.usage} ${one?.blocked} ${one?.denied} ${[...(one?.debts ?? [])].sort().join()}`;
  const theirs = `${contract} ${usage} ${blocked} ${denied} ${debts}`;
  const day = dayOf(at);
  return check(
    world,
    [mine === theirs, 'INV-36', `${id} is ${mine}, and is shown as ${theirs}`],
    [
      used === undefined || used === usedOn(spentBy(world, id), day),
      'INV-25',
      `${id} has spent ${usedOn(spentBy(world, id), day)} fen, shown are ${used}`,
    ],
    [
      left === undefined || left === Math.max(0, leftOn(world, id, day)),
      'INV-24',
      `${id} has ${leftOn(world, id, day)} fen left, shown are ${left}`,
    ],
  );
};

/** INV-36, INV-51, INV-98: after each notice that was kept somebody looked, and all that happened was told. */
const end = (world: World): World =>
  check(
    world,
    ...all(world.pupils).map(
      ({ id, noticedAt, askedAt }) =>
        [askedAt >= noticedAt, 'INV-36', `nobody looked at ${id} after a notice: ${askedAt} ${noticedAt}`] as const,
    ),
    ...all(world.orders).map(
      ({ sale, noticedAt = 0, askedAt = 0, settled }) =>
        [settled !== undefined || askedAt >= noticedAt, 'INV-51', `nobody asked for ${sale} after a notice`] as const,
    ),
    [!all(world.untold).includes(true), 'INV-98', 'an event was never told'],
  );
