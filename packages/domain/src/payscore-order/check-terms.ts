import type { Instant } from '../kernel/instant.ts';
import { checkPlannedBill } from './amounts.ts';
import { type Check, firstBroken, unless } from './broken.ts';
import type { PayscoreRules } from './policy.ts';
import { checkAttach, checkText, isPublicNotifyUrl } from './texts.ts';
import { checkPlannedTimes } from './times.ts';
import type { PayscoreTerms } from './wish.ts';

/** May this create leave? (`payscore-wire.md` §3, §4.1, §7; INV-71 … INV-74) */
export const checkTerms = (terms: PayscoreTerms, rules: PayscoreRules, now: Instant): Check =>
  firstBroken(
    () => checkText('introduction', terms.introduction, 20, 'introduction-length'),
    () => checkPlannedBill(terms, rules),
    () => checkRisk(terms, rules),
    () => checkPlannedTimes(terms.times, now),
    () => checkPlaces(terms),
    () => checkAttach(terms.attach),
    () => {
      const fits = terms.notifyUrl === rules.ownNotifyUrl || isPublicNotifyUrl(terms.notifyUrl);
      return unless(fits, 'notifyUrl', 'notify-url');
    },
    () => unless(terms.needsConfirm || terms.openid !== undefined, 'openid', 'openid-missing'),
    () => unless(!terms.needsConfirm || terms.openid === undefined, 'openid', 'openid-unwanted'),
  );

const checkRisk = ({ riskFund, needsConfirm }: PayscoreTerms, { riskCap }: PayscoreRules): Check =>
  firstBroken(
    () => unless(riskFund.amount > 0, 'riskFund.amount', 'risk-amount-positive'),
    () => unless(riskFund.amount <= riskCap, 'riskFund.amount', 'risk-amount-cap'),
    () => unless(needsConfirm || riskFund.name === 'estimate', 'riskFund.name', 'risk-fund-name'),
    () => checkText('riskFund.description', riskFund.description, 30, 'description-length'),
  );

const checkPlaces = ({ location, device }: PayscoreTerms): Check =>
  firstBroken(
    () => checkText('location.start', location?.start, 50, 'location-length'),
    () => checkText('location.end', location?.end, 50, 'location-length'),
    () => unless(location?.end === undefined || location.start !== undefined, 'location.start', 'location-start'),
    () => checkText('device.start', device?.start, 64, 'device-length'),
    () => checkText('device.end', device?.end, 64, 'device-length'),
    () => checkText('device.materialNo', device?.materialNo, 255, 'device-length'),
  );
