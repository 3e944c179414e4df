import { hasherSuite } from '@facepay/conformance';
import { createHasher } from '@facepay/system';

hasherSuite('Node', createHasher);
