import type { PresignSession, SignUpToken } from '../world/records.ts';
import type { ServiceDeps } from './service-deps.ts';

/** Tokens and pre-signing sessions: five minutes, one user each. */
export interface SignUpTokens {
  readonly issue: (organizationId: string, outUserId: string, presign?: PresignSession) => string;
  readonly find: (token: string) => SignUpToken | undefined;
  readonly expired: (token: SignUpToken) => boolean;
}

export const createSignUpTokens = ({ world, clock, ids, settings }: ServiceDeps): SignUpTokens => {
  const expired = (token: SignUpToken) => clock.now() - token.issuedAt > settings.tokenLifeMs;
  return {
    issue: (organizationId, outUserId, presign) => {
      // Long dead ones are dropped here; the recently dead are kept, so that they are refused as expired and not as unknown.
      for (const old of world.tokens.values())
        if (clock.now() - old.issuedAt > 20 * settings.tokenLifeMs) world.tokens.remove(old.token);
      const token = ids.token();
      const kind = presign === undefined ? 'token' : 'presign';
      world.tokens.put(token, {
        token,
        kind,
        organizationId,
        outUserId,
        issuedAt: clock.now(),
        ...(presign !== undefined && { presign }),
      });
      return token;
    },
    find: world.tokens.get,
    expired,
  };
};
