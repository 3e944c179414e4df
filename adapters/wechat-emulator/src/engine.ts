import { createFaultBox } from './faults/fault-box.ts';
import type { FaultBox } from './faults/fault-box.ts';
import { createDeductWatch } from './gate/watch-deducts.ts';
import type { DeductWatch } from './gate/watch-deducts.ts';
import { createIds } from './ids.ts';
import { createKeyRoom } from './keys/key-room.ts';
import { deliverNotice } from './notices/deliver-notice.ts';
import { createNoticeOffice } from './notices/notice-office.ts';
import type { NoticeOffice } from './notices/notice-office.ts';
import { createTell } from './notices/tell.ts';
import { createDeductions } from './services/deductions.ts';
import type { Deductions } from './services/deductions.ts';
import { createFaceUsers } from './services/face-users.ts';
import type { FaceUsers } from './services/face-users.ts';
import { createPayers } from './services/payers.ts';
import type { Payers } from './services/payers.ts';
import { payscoreDueAt } from './money-truth/payscore-due.ts';
import { createPayscoreOrders } from './services/payscore-orders.ts';
import type { PayscoreOrders } from './services/payscore-orders.ts';
import { createPayscorePermissions } from './services/payscore-permissions.ts';
import type { PayscorePermissions } from './services/payscore-permissions.ts';
import { createRefunds } from './services/refunds.ts';
import type { Refunds } from './services/refunds.ts';
import type { ServiceDeps } from './services/service-deps.ts';
import { createSignUpTokens } from './services/sign-up-tokens.ts';
import type { SignUpTokens } from './services/sign-up-tokens.ts';
import { defaultEmulatorSettings } from './settings.ts';
import type { WechatEmulatorDeps } from './emulator-deps.ts';
import type { Notice } from './world/records.ts';
import { createWorld } from './world/world.ts';

/** The state and the services every face works on. */
export interface Engine extends ServiceDeps {
  readonly deps: WechatEmulatorDeps;
  readonly office: NoticeOffice;
  readonly faults: FaultBox;
  readonly users: FaceUsers;
  readonly tokens: SignUpTokens;
  readonly payers: Payers;
  readonly deductions: Deductions;
  readonly refunds: Refunds;
  readonly payscore: PayscoreOrders;
  readonly permissions: PayscorePermissions;
  readonly watch: DeductWatch;
  /** Own invariants broken: bugs of the emulator. */
  readonly violations: string[];
  readonly dueAt: () => number | undefined;
  readonly runDue: () => Promise<void>;
  /** Makes what happened durable and tells the timers; called before any answer leaves. */
  readonly commit: () => void;
}

const lateMsDefault = 3_600_000;

export const createEngine = (deps: WechatEmulatorDeps): Engine => {
  const { clock, keys } = deps;
  const settings = { ...defaultEmulatorSettings, ...deps.settings };
  const ids = createIds(deps.random);
  const world = createWorld(
    deps.store,
    {
      keyMode: 'mixed',
      platformSerial: keys.platform.at(-1)?.serialNo ?? '',
      publicKeyShare: 0,
      concurrentDeducts: 0,
      deductRequests: 0,
    },
    payscoreDueAt(settings),
  );
  const keyRoom = createKeyRoom({ keys, signer: deps.signer, meta: world.meta, keepKeys: deps.keepKeys });
  const faults = createFaultBox(ids.fraction);
  const office = createNoticeOffice({ world, ids, keyRoom, settings });
  const tell = createTell({ world, office, settings, mchid: keys.mchid, appid: keys.appid });
  const services: ServiceDeps = { world, clock, ids, keyRoom, settings, tell };
  const deductions = createDeductions(services);
  const refunds = createRefunds(services);
  const payers = createPayers(services);
  const payscore = createPayscoreOrders(services, payers);

  for (const [subMchid, testMerchant] of [
    [keys.subMchid, false],
    [keys.testSubMchid, true],
  ] as const)
    if (world.subMerchants.get(subMchid) === undefined) world.subMerchants.put(subMchid, { subMchid, testMerchant });

  const dueAt = () => {
    const times = [office.nextAt(), deductions.nextSettlementAt(), refunds.nextEndAt(), payscore.nextAt()].filter(
      (at) => at !== undefined,
    );
    return times.length === 0 ? undefined : Math.min(...times);
  };
  const commit = () => {
    world.writeThrough();
    if (dueAt() !== undefined) deps.wake?.();
  };
  const deliver = deliverNotice({ clock, ids, keyRoom, faults, settings, deliver: deps.deliver });
  const isLate = ({ id, eventType }: Notice): boolean => {
    const { 'notice-late': late } = faults.draw(['notice-late'], { method: 'POST', path: eventType });
    if (late !== undefined) office.redeliver(id, clock.now() + (late.delayMs ?? lateMsDefault));
    return late !== undefined;
  };
  const runDue = async () => {
    deductions.settleDue();
    refunds.endDue();
    payscore.runDue();
    const due = office.takeDue(clock.now()).filter((notice) => !isLate(notice));
    commit();
    const { notifyUrl } = world.meta();
    await Promise.all(
      due.map(async (notice) => {
        const at = clock.now();
        const url = notice.url ?? notifyUrl;
        const outcome = url === undefined ? 'no URL registered' : await deliver(notice, new URL(url));
        office.delivered(notice.id, { at, outcome });
        commit();
      }),
    );
  };
  const violations: string[] = [];
  world.writeThrough();
  return {
    ...services,
    deps,
    office,
    faults,
    users: createFaceUsers(services),
    tokens: createSignUpTokens(services),
    payers,
    deductions,
    refunds,
    payscore,
    permissions: createPayscorePermissions(services),
    watch: createDeductWatch((no) => {
      world.setMeta({ concurrentDeducts: world.meta().concurrentDeducts + 1 });
      if (settings.overlappingDeducts === 'violation') violations.push(`two requests for ${no} at once`);
    }),
    violations,
    dueAt,
    runDue,
    commit,
  };
};
