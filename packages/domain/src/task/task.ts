import type { PersonNotice } from '../person-notice/person-notice.ts';
import type { Sweep } from '../sweep/sweep.ts';

/** Something to do later that belongs to no sale and no notice. Key: `sweepKey` or `personNoticeKey`. */
export type Task = Sweep | PersonNotice;
