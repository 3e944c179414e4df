export { type Composed, compose } from './compose.ts';
export { type FollowedClock, followEmulatorClock } from './emulator-clock.ts';
export type { Ports } from './ports.ts';
export type { AccessTokenSetting, Role } from './settings/access-tokens.ts';
export type { Environment, Problem } from './settings/environment.ts';
export { readSettings, type Settings } from './settings/settings.ts';
export { settingsFromProcess } from './settings-from-process.ts';
export { Tokens } from './tokens.ts';
export { createUseCases, type UseCases } from './use-cases.ts';
