/**
 * What Slack takes; we stay below. docs/slack-double.md has the sources, and says which of these Slack does not publish.
 * Texts are measured in UTF-16 units, which are never fewer than characters.
 */
export const SLACK_LIMITS = {
  blocks: 50,
  sectionText: 3000,
  headerText: 150,
  contextElements: 10,
  /** All texts of all blocks, each block counted with `perBlock`: measured by others, not published. */
  message: 12_500,
  perBlock: 125,
  /** The text beside the blocks; an edit may have 4,000 bytes. */
  text: 1000,
  /** Bytes of JSON; not published. */
  metadata: 4000,
} as const
