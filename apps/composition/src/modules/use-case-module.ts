import { type DeductionPolicy, defaultPayscorePolicy, defaultPolicy, defaultRefundPolicy } from '@facepay/domain';
import type { WechatHttp } from '@facepay/wechat-http';
import { ContainerModule } from 'inversify';
import { countedNotifier } from '../operations/event-metrics.ts';
import { Tokens } from '../tokens.ts';
import { createUseCases } from '../use-cases.ts';
import type { Ports } from '../ports.ts';
import type { Settings } from '../settings/settings.ts';

const policyOf = ({
  denyAtOpenAdvances,
  signUp,
  night,
  charging: { firstWithinMs, merchantLimits },
}: Settings): DeductionPolicy => ({
  ...defaultPolicy,
  ...signUp,
  ...night,
  firstWithinMs,
  ...(merchantLimits === undefined ? {} : { merchantLimits }),
  ...(denyAtOpenAdvances === undefined ? {} : { denyAtOpenAdvances }),
});

/** Nothing where there is no service. */
const payscoreOf = ({ wechat: { payscore } }: Settings, { payscore: calls }: WechatHttp): Pick<Ports, 'payscore'> => {
  if (payscore === undefined || calls === undefined) return {};
  const { riskCap, assessment, notifyUrl, party } = payscore;
  const own = notifyUrl === undefined ? {} : { ownNotifyUrl: notifyUrl };
  const sub = party.mode === 'partner' ? { subMchid: party.subMchid } : {};
  return { payscore: { ...calls, ...sub, policy: { ...defaultPayscorePolicy, riskCap, assessment, ...own } } };
};

/** Ports to use cases: the container ends here, none of it reaches a use case. */
export const useCaseModule = new ContainerModule(({ bind }) => {
  bind(Tokens.policy).toResolvedValue(policyOf, [Tokens.settings]).inSingletonScope();
  bind(Tokens.ports)
    .toResolvedValue(
      (
        settings,
        clock,
        timer,
        idSource,
        logger,
        stores,
        wechat,
        vouchers,
        notices,
        notifier,
        policy,
        counted,
      ): Ports => ({
        clock,
        timer,
        idSource,
        logger,
        vouchers,
        notices,
        notifier: countedNotifier(notifier, counted),
        policy,
        storage: stores.storage,
        reads: stores.reads,
        dueWork: stores.dueWork,
        eventLog: stores.eventLog,
        organizations: wechat.organizations,
        members: wechat.members,
        memberChanges: wechat.memberChanges,
        reEnrolments: wechat.reEnrolments,
        wechat: wechat.deductions,
        refunds: wechat.refunds,
        refundPolicy: defaultRefundPolicy,
        terminals: wechat.terminals,
        ...(wechat.face === undefined ? {} : { face: wechat.face }),
        ...payscoreOf(settings, wechat),
        deviceIp: '127.0.0.1',
      }),
      [
        Tokens.settings,
        Tokens.clock,
        Tokens.timer,
        Tokens.idSource,
        Tokens.logger,
        Tokens.stores,
        Tokens.wechat,
        Tokens.vouchers,
        Tokens.notices,
        Tokens.notifier,
        Tokens.policy,
        Tokens.eventMetrics,
      ],
    )
    .inSingletonScope();
  bind(Tokens.useCases).toResolvedValue(createUseCases, [Tokens.ports]).inSingletonScope();
});
