/** One emulated terminal with its kiosk page, to be run in any process. */
export { openDeviceFolder } from './device-folder.ts';
export type { DeviceDisk } from './device-folder.ts';
export { startTerminal } from './start-terminal.ts';
export type { RunningTerminal, StartTerminalOptions, TerminalIdentity } from './start-terminal.ts';
