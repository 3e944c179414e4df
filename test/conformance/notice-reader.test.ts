import { noticeReaderSuite } from '@facepay/conformance';
import { openNoticeSchool } from './notice-school.ts';

for (const mode of ['public-key', 'certificate', 'mixed'] as const)
  noticeReaderSuite(`over the keys of the client, ${mode} mode`, openNoticeSchool(mode));
