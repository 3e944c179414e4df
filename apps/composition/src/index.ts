export type { Ports } from './ports.ts';
export { createUseCases, type UseCases } from './use-cases.ts';
