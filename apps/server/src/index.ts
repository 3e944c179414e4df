/** The REST server: a function from request to answer, and the listener around it. */
export { type AccessToken, type AccessTokens, createAccessTokens } from './access/access-tokens.ts';
export type { Principal, Role } from './access/principal.ts';
export { type CounterName, createServerCounters, type ServerCounters } from './counters.ts';
export { type ListenAt, type RunningServer, startServer } from './start-server.ts';
export { createHandle } from './handle.ts';
export type { Handle, HttpAnswer, HttpRequest } from './http-message.ts';
export type { ServerDependencies, ServerUseCases } from './server-dependencies.ts';
export { dependenciesFrom } from './dependencies-from.ts';
export type { Openapi, Operation } from './docs/openapi.ts';
export type { ProblemLine } from './problem/problem-line.ts';
export { problemTable } from './problem/problem-table.ts';
export { openapi, routes } from './routes/all-routes.ts';
export type { JsonSchema } from './shape/shape.ts';
