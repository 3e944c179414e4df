import { faceDeviceSuite, wechatFaceSuite } from '@facepay/conformance';
import { openFaceTerminal } from '../support/face-terminal.ts';
import { openSchool } from './wechat-school.ts';

const open = async () => openFaceTerminal(await openSchool());
faceDeviceSuite('the emulated SDK before the emulator', open);
wechatFaceSuite('v2 XML before the emulator', open);
