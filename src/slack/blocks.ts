import { cut, oneLine } from '../text/one-line.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { Mrkdwn, SlackBlock } from './message.ts'

/** A headline, from plain text; what is too long is cut. */
export function header(text: string): SlackBlock {
  const shown = cut(oneLine(text), SLACK_LIMITS.headerText, units)
  return { type: 'header', text: { type: 'plain_text', text: shown, emoji: false } }
}

/** A paragraph. `text` is mrkdwn within Slack's limit: it cannot be cut without breaking its markup. */
export function section(text: string): SlackBlock {
  return { type: 'section', text: mrkdwn(text, SLACK_LIMITS.sectionText) }
}

/** Small print; at most 10 texts. */
export function context(...texts: readonly string[]): SlackBlock {
  if (texts.length > SLACK_LIMITS.contextElements) throw new Error(`${texts.length} elements in a Slack context`)
  return { type: 'context', elements: texts.map(text => mrkdwn(text, SLACK_LIMITS.sectionText)) }
}

/** What blocks count towards Slack's limit for a whole message. */
export function sizeOf(blocks: readonly SlackBlock[]): number {
  return blocks.reduce((sum, block) => sum + SLACK_LIMITS.perBlock + textSize(block), 0)
}

function textSize(block: SlackBlock): number {
  switch (block.type) {
    case 'header':
      return block.text.text.length
    case 'section':
      return block.text.text.length
    case 'context':
      return total(block.elements)
  }
}

function total(texts: readonly Mrkdwn[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0)
}

/** Texts come from our own code, built from parts that were shortened: one that does not fit is a bug of this code. */
function mrkdwn(text: string, limit: number): Mrkdwn {
  if (text === '' || text.length > limit)
    throw new Error(`a Slack text of ${text.length} characters; 1 to ${limit} fit`)
  return { type: 'mrkdwn', text, verbatim: true }
}

function units(text: string): number {
  return text.length
}
