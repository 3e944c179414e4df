import type { Handle } from './http-message.ts';
import type { ServerDependencies } from './server-dependencies.ts';

export const createHandle = (deps: ServerDependencies): Handle => {
  throw new Error(`not yet: ${deps.mchid}`);
};
