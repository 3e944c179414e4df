import type { Endpoint } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';

/**
 * Several servers behind one origin (F-9). Sticky: one sender always comes to the same one; else each request to any. It
 * knows that a server is down half of the time; the others find out for themselves.
 */
export const balanced =
  ({ plan, fraction }: Simulation, servers: readonly Endpoint[]) =>
  (from: string, address: string): Endpoint => {
    const { balance } = plan.world;
    const draw = balance === undefined ? 0 : fraction(balance === 'sticky' ? `sticky ${from}` : address, 6);
    const first = Math.floor(draw * servers.length);
    const inTurn = [...servers.slice(first), ...servers.slice(0, first)];
    const chosen = required(inTurn[0]);
    const isNoticed = chosen.handle() === undefined && fraction(address, 7) < 0.5;
    return isNoticed ? (inTurn.find((server) => server.handle() !== undefined) ?? chosen) : chosen;
  };

const required = (endpoint: Endpoint | undefined): Endpoint => {
  if (endpoint === undefined) throw new Error('no server is there');
  return endpoint;
};
