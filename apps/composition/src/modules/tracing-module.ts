import { ContainerModule } from 'inversify';
import { Tokens } from '../tokens.ts';
import { tracedDeductions, tracedNotices, tracedNotifier } from '../tracing/traced-ports.ts';
import { tracedUseCases } from '../tracing/traced-use-cases.ts';
import type { Tracing } from '../tracing/tracing.ts';

/** Wraps what is bound; loaded only where a collector is named, so that nobody else pays for it. */
export const tracingModule = (tracing: Tracing): ContainerModule =>
  new ContainerModule(({ onActivation }) => {
    onActivation(Tokens.useCases, (_, useCases) => tracedUseCases(useCases, tracing));
    onActivation(Tokens.wechat, (_, wechat) => ({
      ...wechat,
      deductions: tracedDeductions(wechat.deductions, tracing),
    }));
    onActivation(Tokens.notices, (_, notices) => tracedNotices(notices, tracing));
    onActivation(Tokens.notifier, (_, notifier) => tracedNotifier(notifier, tracing));
  });
