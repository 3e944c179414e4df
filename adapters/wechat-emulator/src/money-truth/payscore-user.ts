/** What the next attempts to collect from a user find. */
type DeductionScript =
  /** Money as the payer has it. */
  | { readonly type: 'ok' }
  /** This many failures first. */
  | { readonly type: 'insufficient'; readonly times: number }
  | { readonly type: 'never' };

/** A WeChat user as Pay Score knows them. */
export interface PayscoreUser {
  readonly openid: string;
  /** Opened Pay Score at all. */
  readonly opened: boolean;
  readonly script: DeductionScript;
  /** The assessment fails; the merchant never learns why (`payscore-wire.md` §10.4). */
  readonly scoreTooLow: boolean;
  readonly teenMode: boolean;
  /** Owes for an order of somebody else's. */
  readonly overdue: boolean;
}

export const newPayscoreUser = (openid: string): PayscoreUser => ({
  openid,
  opened: true,
  script: { type: 'ok' },
  scoreTooLow: false,
  teenMode: false,
  overdue: false,
});

/** Whether this attempt finds too little, and what the script says after it. */
export const playScript = (script: DeductionScript): { readonly fails: boolean; readonly left: DeductionScript } => {
  switch (script.type) {
    case 'ok':
      return { fails: false, left: script };
    case 'never':
      return { fails: true, left: script };
    case 'insufficient':
      return script.times > 0
        ? { fails: true, left: { type: 'insufficient', times: script.times - 1 } }
        : { fails: false, left: { type: 'ok' } };
  }
};
