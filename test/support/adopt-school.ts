import * as t from 'io-ts';
import type { CallSucceeding } from './call-json.ts';
import { readAs } from './read-as.ts';
import { schoolName } from './sign-up.ts';

const Organization = t.type({ organizationId: t.string }, 'Organization');

/** The organization as WeChat knows it. */
export const openSchoolAtWechat = async (control: CallSucceeding, testMerchant = false): Promise<string> => {
  const organizationName = testMerchant ? `${schoolName}（测试）` : schoolName;
  const opened = await control('POST', '/_emulator/organizations', { organizationName, testMerchant });
  return readAs(Organization, opened).organizationId;
};

/** The same, adopted by us. */
export const adoptSchool = async (
  { api, control }: { readonly api: CallSucceeding; readonly control: CallSucceeding },
  subMchid: string,
): Promise<string> => {
  const organizationId = await openSchoolAtWechat(control);
  await api('POST', '/v1/organizations', { organizationId, subMchid, scene: 'canteen', testMerchant: false });
  return organizationId;
};
