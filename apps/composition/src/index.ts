export { type Composed, compose, type ComposeOptions } from './compose.ts';
export { isSabotage, sabotageModule, sabotageNames } from './modules/sabotage-module.ts';
export { swapModule } from './modules/swap-module.ts';
export { type FollowedClock, followEmulatorClock } from './emulator-clock.ts';
export {
  type Counter,
  createCounter,
  createGauge,
  type Gauge,
  type MetricFamily,
  type MetricSource,
} from './operations/metric.ts';
export { type OperationsOptions, type RunningOperations, startOperations } from './operations/operations.ts';
export { openStores, type OpenStoresOptions } from './open-stores.ts';
export type { NotReady } from './operations/readiness.ts';
export { renderMetrics } from './operations/render-metrics.ts';
export type { PayscoreUseCases } from './payscore-use-cases.ts';
export type { Ports } from './ports.ts';
export type { AccessTokenSetting, Role } from './settings/access-tokens.ts';
export type { Environment, Problem } from './settings/environment.ts';
export { metricsPorts, readSettings, type Settings } from './settings/settings.ts';
export { settingsFromProcess } from './settings-from-process.ts';
export { Tokens } from './tokens.ts';
export { createUseCases, type UseCases } from './use-cases.ts';
