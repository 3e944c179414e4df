import type { Instant } from '../kernel/instant.ts';
import type { PayscoreAnswer } from './answer.ts';
import type { PayscoreRules } from './policy.ts';
import type { PayscoreReading } from './said.ts';
import type { LaterWish, PayscoreTerms } from './wish.ts';

export type PayscoreOrderCommand =
  /** 创建. Of a number that WeChat refused it is the wish to try again; `body` is used the first time only. */
  | {
      readonly type: 'OpenPayscoreOrder';
      readonly terms: PayscoreTerms;
      readonly body: string;
      readonly by: string;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    }
  /** 完结, 取消, 修改, 同步. The same wish again changes nothing, and its `body` is not used. */
  | {
      readonly type: 'AskPayscore';
      readonly wish: LaterWish;
      readonly body: string;
      readonly by: string;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    }
  /** Another package for the confirm page: the stored create once more (INV-79). */
  | {
      readonly type: 'RenewPayscorePackage';
      readonly by: string;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    }
  | { readonly type: 'BeginPayscoreAttempt'; readonly at: Instant }
  /** To our own request; `at`: when that left. */
  | {
      readonly type: 'RecordPayscoreAnswer';
      readonly answer: PayscoreAnswer;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    }
  /** `at`: when the query began. */
  | {
      readonly type: 'RecordPayscoreQuery';
      readonly answer: PayscoreAnswer;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    }
  /** A verified notice: it only ever moves the order forward (INV-80). `at`: when it is applied, by our clock. */
  | { readonly type: 'RecordPayscoreNotice'; readonly order: PayscoreReading; readonly at: Instant }
  /** Sent or asked, and no verified answer came. */
  | {
      readonly type: 'LosePayscoreAnswer';
      readonly reason: string;
      readonly at: Instant;
      readonly rules: PayscoreRules;
    };
