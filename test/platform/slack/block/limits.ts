/** A limit of Slack's, with the page that states it. */
export interface Limits {
  /** https://docs.slack.dev/reference/block-kit/blocks: in a message. */
  readonly blocks: number
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  readonly sectionText: number
  readonly sectionFields: number
  readonly fieldText: number
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  readonly headerText: number
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  readonly contextElements: number
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object: of any text that has no limit of its own. */
  readonly anyText: number
  /** https://docs.slack.dev/reference/block-kit/blocks: of each block's own name. */
  readonly blockId: number
  /**
   * `msg_blocks_too_long`, not documented. Measured by others: refused from 13,202 characters on (metabase/metabase
   * #79908); 13,297 without and 13,172 with one more divider (slackapi/bolt-js #2509); 11,341 in 45 blocks refused, 9,597
   * in 50 accepted (slackapi/bolt-js #2867). No one rule fits all of these; this one refuses at least what Slack refused.
   */
  readonly allText: number
  /** What each block counts for in `allText`, beside its texts. */
  readonly perBlock: number
  /** https://docs.slack.dev/changelog/2018-truncating-really-long-messages: of `text`; what is more is cut off. */
  readonly text: number
  /** https://docs.slack.dev/reference/methods/chat.update: `msg_too_long`, in bytes as some have measured. */
  readonly editedText: number
  /**
   * `metadata_too_large`; no page says from where on. The projects that guard against it hold 4,000 or 8,000; the double
   * takes the smaller one, in bytes of JSON.
   */
  readonly metadata: number
}

export const LIMITS: Limits = {
  blocks: 50,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  anyText: 3000,
  blockId: 255,
  allText: 13_200,
  perBlock: 125,
  text: 40_000,
  editedText: 4000,
  metadata: 4000,
}
