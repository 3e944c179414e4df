import { idSourceSuite } from '@facepay/conformance';
import { createIdSource } from '@facepay/system';

idSourceSuite('the operating system’s randomness', createIdSource);
