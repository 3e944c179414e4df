import { setTimeout as sleep } from 'node:timers/promises';
import { timerSuite } from '@facepay/conformance';
import { createSystemTimer } from '@facepay/system';

timerSuite('the system', () => ({ timer: createSystemTimer(), pass: (ms) => sleep(ms) }));
