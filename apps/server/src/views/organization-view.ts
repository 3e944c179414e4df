import {
  type DebtPolicy,
  type Organization,
  type OwnLimits,
  type SceneLimits,
  sceneNames,
  toRfc3339,
} from '@facepay/domain';
import { organizationId, subMchid } from '../shape/kernel-shapes.ts';
import { flag, oneOf, shownFen, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

export const scene = oneOf('canteen', 'shop', 'clinic', 'test');
const limits = object({}, { singleLimitFen: shownFen, dayLimitFen: shownFen });
const scenes = object({}, { canteen: limits, shop: limits, clinic: limits, test: limits });

export const OrganizationView = object(
  {
    organizationId,
    name: shownText,
    subMchid,
    scene,
    testMerchant: flag,
    adoptedAt: shownTime,
    denyListVersion: shownNumber,
  },
  {
    singleLimitFen: shownFen,
    dayLimitFen: shownFen,
    scenes,
    /** Absent: what the installation says (`FACEPAY_DENY_AT_OPEN_ADVANCES`). */
    debtPolicy: object({ action: oneOf('allow', 'warn', 'block') }, { blockAt: shownNumber }),
  },
);
export type OrganizationView = ShapeOf<typeof OrganizationView>;

export const organizationView = (organization: Organization): OrganizationView => {
  const { singleLimit, dayLimit, sceneLimits, debtPolicy } = organization;
  return {
    organizationId: organization.organizationId,
    name: organization.name,
    subMchid: organization.subMchid,
    scene: organization.scene,
    testMerchant: organization.testMerchant,
    adoptedAt: toRfc3339(organization.adoptedAt),
    denyListVersion: organization.denyListVersion,
    ...(singleLimit === undefined ? {} : { singleLimitFen: singleLimit }),
    ...(dayLimit === undefined ? {} : { dayLimitFen: dayLimit }),
    ...(sceneLimits === undefined ? {} : { scenes: scenesView(sceneLimits) }),
    ...(debtPolicy === undefined ? {} : { debtPolicy: debtPolicyView(debtPolicy) }),
  };
};

const scenesView = (limited: SceneLimits): ShapeOf<typeof scenes> =>
  Object.fromEntries(
    sceneNames.flatMap((name) => (limited[name] === undefined ? [] : [[name, limitsView(limited[name])]])),
  );
const limitsView = ({ single, day }: OwnLimits): ShapeOf<typeof limits> => ({
  ...(single === undefined ? {} : { singleLimitFen: single }),
  ...(day === undefined ? {} : { dayLimitFen: day }),
});

const debtPolicyView = (policy: DebtPolicy): NonNullable<OrganizationView['debtPolicy']> =>
  policy.type === 'block' ? { action: 'block', blockAt: policy.atOpenAdvances } : { action: policy.type };
