import type { Composed } from '@facepay/composition';
import { verifyEd25519Pool } from '@facepay/device-protocol';
import { OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { createHmac } from 'node:crypto';
import { createAccessTokens } from './access/access-tokens.ts';
import { createServerCounters } from './counters.ts';
import { routes } from './routes/all-routes.ts';
import type { ServerDependencies } from './server-dependencies.ts';

/** The server's part of a composed process. */
export const dependenciesFrom = ({ settings, ports, useCases, ackKey }: Composed): ServerDependencies => ({
  useCases,
  reads: ports.reads,
  wechat: ports.wechat,
  clock: ports.clock,
  idSource: ports.idSource,
  logger: ports.logger,
  accessTokens: createAccessTokens(
    settings.accessTokens.flatMap(({ role, token, organization }) => {
      if (organization === undefined) return [{ role, token }];
      const bound = OrganizationId.of(organization);
      return E.isRight(bound) ? [{ role, token, organization: bound.right }] : []; // never wider than it was written
    }),
  ),
  ackKeys: { keys: [{ ...ackKey, algorithm: 'Ed25519' }] },
  verifySignature: verifyEd25519Pool,
  mchid: settings.wechat.mchid,
  // Derived, so that all servers of one installation share it without one more secret to keep.
  cursorKey: createHmac('sha256', settings.fieldKeys.at(-1) ?? '')
    .update('page cursors')
    .digest('hex'),
  counters: createServerCounters(routes),
});
