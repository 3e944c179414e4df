import { buildNoticeBody, readUtf8, utf8 } from '@facepay/wechat-protocol';
import { beijingTime } from '../beijing-time.ts';
import type { Ids } from '../ids.ts';
import type { KeyRoom } from '../keys/key-room.ts';
import type { EmulatorSettings } from '../settings.ts';
import type { Notice, NoticeDelivery } from '../world/records.ts';
import type { World } from '../world/world.ts';

interface NoticeToSend {
  readonly eventType: string;
  readonly originalType: string;
  readonly summary: string;
  readonly resource: object;
  /** By default the address registered for all. */
  readonly url?: string;
  /** By default the original type. */
  readonly associatedData?: string;
}

/** The notices of `k12-wire.md` §8 and when each is due; delivering them is `deliverNotice`. */
export interface NoticeOffice {
  /** Kept with the effect that caused it; due at once. Nothing is sent while nobody said where to. */
  readonly send: (notice: NoticeToSend, now: number) => void;
  readonly nextAt: () => number | undefined;
  /** Notices to deliver now; they are not due again before `delivered`. */
  readonly takeDue: (now: number) => readonly Notice[];
  readonly delivered: (id: string, delivery: NoticeDelivery) => void;
  /** Makes a notice, in whatever state, due at this time. */
  readonly redeliver: (id: string, at: number) => boolean;
}

export interface NoticeOfficeDeps {
  readonly world: World;
  readonly ids: Ids;
  readonly keyRoom: KeyRoom;
  readonly settings: EmulatorSettings;
}

export const createNoticeOffice = ({ world, ids, keyRoom, settings }: NoticeOfficeDeps): NoticeOffice => {
  const due = new Map<string, number>();
  for (const { id, nextAt } of world.notices.values()) if (nextAt !== undefined) due.set(id, nextAt);

  const afterFailure = (notice: Notice, deliveries: readonly NoticeDelivery[], at: number): Notice => {
    const wait = settings.noticeIntervalsMs[deliveries.length - 1];
    const { nextAt: _, ...rest } = notice;
    return wait === undefined
      ? { ...rest, deliveries, state: 'given-up' }
      : { ...rest, deliveries, state: 'pending', nextAt: at + wait };
  };
  const keep = (notice: Notice): void => {
    world.notices.put(notice.id, notice);
    if (notice.nextAt === undefined) due.delete(notice.id);
    else due.set(notice.id, notice.nextAt);
  };
  return {
    send: (notice, now) => {
      if ((notice.url ?? world.meta().notifyUrl) === undefined) return;
      const id = ids.noticeId();
      const body = buildNoticeBody(keyRoom.apiV3Key(), {
        ...notice,
        id,
        createTime: beijingTime(now),
        nonce: ids.nonce(12),
      });
      keep({
        id,
        eventType: notice.eventType,
        createdAt: now,
        envelope: readUtf8(body) ?? '',
        ...(notice.url !== undefined && { url: notice.url }),
        deliveries: [],
        state: 'pending',
        nextAt: now,
      });
    },
    nextAt: () => {
      let first: number | undefined;
      for (const at of due.values()) if (first === undefined || at < first) first = at;
      return first;
    },
    takeDue: (now) => {
      const ready = [...due].filter(([, at]) => at <= now).map(([id]) => id);
      for (const id of ready) due.delete(id);
      return ready.flatMap((id) => world.notices.get(id) ?? []);
    },
    delivered: (id, delivery) => {
      const notice = world.notices.get(id);
      if (notice === undefined) return;
      const deliveries = [...notice.deliveries, delivery];
      if (delivery.outcome === 200 || delivery.outcome === 204) {
        const { nextAt: _, ...rest } = notice;
        keep({ ...rest, deliveries, state: 'delivered' });
      } else keep(afterFailure(notice, deliveries, delivery.at));
    },
    redeliver: (id, at) => {
      const notice = world.notices.get(id);
      if (notice === undefined) return false;
      keep({ ...notice, state: 'pending', nextAt: at });
      return true;
    },
  };
};

/** The bytes every delivery of a notice has in common. */
export const envelopeBytes = (notice: Notice): Uint8Array => utf8(notice.envelope);
