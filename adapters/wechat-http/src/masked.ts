/** Ids, numbers and amounts that WeChat's support needs and that name no person: the last part of a parameter's name. */
const shownWhole: ReadonlySet<string> = new Set(
  (
    'sp_mchid sub_mchid mchid mch_id sp_appid sub_appid appid out_trade_no transaction_id out_refund_no refund_id contract_id ' +
    'collection_id organization_id user_id out_user_id device_id store_id business_product_id business_scene_id business_name ' +
    'contract_mode scene user_type status total refund currency offset limit ' +
    'out_order_no service_id authorization_code call total_amount need_user_confirm start_time end_time paid_time type'
  ).split(' '),
);

/** Of a parameter that is not known to be harmless, only its length. */
export const shownValue = (name: string, value: string): string =>
  shownWhole.has(name.slice(name.lastIndexOf('.') + 1))
    ? maskedWords(value)
    : `(${Array.from(value).length} characters)`;

/** WeChat's words and our ids without phone and identity numbers: their last four digits stay. */
export const maskedWords = (text: string): string =>
  text
    .slice(0, wordsMax)
    .replaceAll(/(?<![0-9A-Za-z])\d{14}(?=\d{3}[\dXx](?![0-9A-Za-z]))/gu, '*')
    .replaceAll(/(?<![0-9A-Za-z])1[3-9]\d{5}(?=\d{4}(?![0-9A-Za-z]))/gu, '*');
const wordsMax = 256;
