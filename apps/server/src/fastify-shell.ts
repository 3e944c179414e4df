import type { ServerDependencies } from './server-dependencies.ts';

export interface ListenAt {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}
export interface RunningServer {
  /** Such as `http://127.0.0.1:8700`. */
  readonly url: string;
  /** Takes no new request, finishes those under way, closes every connection. */
  readonly stop: () => Promise<void>;
}
export const startServer = async (deps: ServerDependencies, at: ListenAt): Promise<RunningServer> => {
  throw new Error(`not yet: ${deps.mchid}, ${at.port}`);
};
