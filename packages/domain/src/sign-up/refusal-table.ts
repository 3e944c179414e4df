import type { MiniProgram, MiniProgramRefusal } from './mini-program-refusals.ts';

const row = (
  code: string,
  programs: readonly MiniProgram[],
  shown: string,
  [cause, causeZh]: readonly [string, string],
  [remedy, remedyZh]: readonly [string, string],
  source: string,
): MiniProgramRefusal => ({ code, programs, shown, cause, causeZh, remedy, remedyZh, source });

const cannotCreate = '无法创建用户';
const busy = '系统繁忙';
const network = '网络异常';
const cannotSign = '无法签约';
const correct = ['Correct the roster entry and ask for a new token.', '修改名单资料后重新获取凭证。'] as const;
const newToken = [
  'Ask for a new token on the last page before the jump, one for each pupil.',
  '在跳转前的最后一页为每个用户重新获取凭证。',
] as const;
const pass = ['Pass on the launch parameters of our answer unchanged.', '原样传入接口返回的 launch 参数。'] as const;

/** FAQ 1.12, 1.13, 1.15, 1.16, 1.19, 1.21, 1.23, 2.5 and `k12-wire.md` §4; those of "cannot sign" are assumed texts. */
export const miniProgramRefusals: readonly MiniProgramRefusal[] = [
  row(
    'phone-short',
    ['collect'],
    cannotCreate,
    ['The phone has fewer than 11 digits.', '手机号少于11位'],
    correct,
    'guide',
  ),
  row(
    'class-wrong',
    ['collect'],
    cannotCreate,
    ['The class is missing or not the full real one.', '班级信息有误'],
    correct,
    'guide',
  ),
  row(
    'school-differs',
    ['collect'],
    cannotCreate,
    ["The school's name is not that of the organization.", '学校名称与机构不一致'],
    pass,
    'guide',
  ),
  row(
    'token-expired',
    ['collect', 'sign'],
    cannotCreate,
    ['The token is older than 5 minutes.', 'token超过5分钟'],
    newToken,
    'guide',
  ),
  row(
    'type-differs',
    ['collect', 'sign'],
    cannotCreate,
    [
      'The type does not belong to the link: a token of one kind was used for the other program.',
      '类型与跳转链接不一致',
    ],
    [
      'Ordinary signing takes the token, card-bound signing the presign token.',
      '普通签约使用授权凭证,指定卡签约使用预签约凭证。',
    ],
    'guide',
  ),
  row(
    'identity-wrong',
    ['collect'],
    busy,
    ['The identity number is not well formed.', '身份证信息格式有误'],
    correct,
    'FAQ 1.12',
  ),
  row(
    'token-unknown',
    ['collect', 'sign'],
    busy,
    ['The token or another parameter was passed wrongly.', 'token等参数传错'],
    newToken,
    'FAQ 1.12',
  ),
  row('parameter-wrong', ['collect', 'sign'], busy, ['Another parameter is wrong.', '其他参数有误'], pass, 'FAQ 1.12'),
  row(
    'out-user-id-short',
    ['collect'],
    network,
    ['outUserId has 5 characters or fewer.', '商户刷脸用户ID长度应大于5位'],
    ['Enter the member under a longer outUserId.', '使用更长的商户刷脸用户ID重新登记。'],
    'FAQ 1.13',
  ),
  row(
    'phone-illegal',
    ['collect'],
    network,
    ['The phone holds a character that no phone has.', '手机号不合法'],
    correct,
    'FAQ 1.13',
  ),
  row(
    'identity-short',
    ['collect'],
    network,
    ['The identity number has 7 characters or fewer.', '证件号长度应大于7位'],
    correct,
    'FAQ 1.13',
  ),
  row(
    'camera-off-ios',
    ['collect', 're-enrol'],
    '拍照无反应',
    ['iPhone: the mini program may not use the camera.', '苹果手机小程序未打开摄像头'],
    ['In the mini program: the three dots, settings, camera.', '采集小程序右上角三个点,设置,打开摄像头。'],
    'FAQ 1.15',
  ),
  row(
    'camera-off-android',
    ['collect', 're-enrol'],
    '拍照无反应',
    ['Android: WeChat may not use the camera.', '安卓手机未将相机授权微信'],
    ["In the phone's settings: let WeChat use the camera.", '在手机系统设置中将相机权限授权给微信。'],
    'FAQ 1.15',
  ),
  row(
    'component-missing',
    ['own'],
    '无法调起刷脸组件',
    ["The provider's mini program does not name the component.", '小程序未在app.json配置相关信息'],
    ['Configure it in app.json as WeChat says and publish again.', '按微信要求在 app.json 中配置后重新发布。'],
    'FAQ 1.16',
  ),
  row(
    'token-of-another',
    ['collect', 'sign'],
    '登录态过期',
    ['The token was issued for another pupil.', '一个用户对应一个授权凭证'],
    newToken,
    'FAQ 1.23',
  ),
  row(
    'same-name',
    ['sign'],
    cannotSign,
    ['This WeChat account has signed a pupil of the same name.', '同一个微信无法签约同名用户'],
    ['Let the other guardian sign with their own WeChat account.', '请另一位监护人使用其微信账号签约。'],
    'FAQ 1.23',
  ),
  row(
    'tail-taken',
    ['sign'],
    cannotSign,
    ['Look-alikes would share the last four digits of a phone.', '相似用户的手机尾号相同'],
    [
      'Twins sign with one phone and one WeChat account, or with phones of different tails.',
      '双胞胎使用同一手机号和同一微信号签约,或使用尾号不同的手机号。',
    ],
    'FAQ 1.19',
  ),
  row(
    'signed-already',
    ['sign'],
    cannotSign,
    ['The pupil has a contract in force.', '用户已签约'],
    ['Nothing is to be done; to change the payer, terminate first.', '无需操作;更换签约人请先解约。'],
    'k12-wire.md §3',
  ),
  row(
    'card-phone-wrong',
    ['sign'],
    cannotSign,
    ['The phone given with the card is not that of the bank.', '银行预留手机号有误'],
    [
      'Correct the phone, or offer a preferred card: then the parent may choose another.',
      '更正银行预留手机号,或改用优先卡签约,允许家长使用其他卡。',
    ],
    'FAQ 2.5',
  ),
  row(
    'not-signed',
    ['re-enrol'],
    '无法重采',
    ['Only a signed pupil can change the photo.', '未签约用户不能重采'],
    [
      'Sign first; before that the collect program takes as many photos as wanted.',
      '先签约;未签约前可在采集小程序多次拍照。',
    ],
    'FAQ 1.21',
  ),
  row(
    'nothing-uploaded',
    ['re-enrol'],
    '无法重采',
    ['There is no new photo to confirm.', '没有待确认的照片'],
    ['Take the photo first, then let the parent confirm it.', '先采集照片,再由家长确认。'],
    'FAQ 1.21',
  ),
];
