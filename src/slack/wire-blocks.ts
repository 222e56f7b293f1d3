import { fieldOf } from '../text/json.ts'
import type { Mrkdwn, SlackBlock } from './message.ts'

/** The blocks of a message as Slack gives it back; undefined where there are none, or one that we do not write. */
export function blocksOf(given: unknown): readonly SlackBlock[] | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined
  const blocks = given.flatMap((block: unknown) => blockOf(block) ?? [])
  return blocks.length === given.length ? blocks : undefined
}

function blockOf(block: unknown): SlackBlock | undefined {
  const text = fieldOf(fieldOf(block, 'text'), 'text')
  switch (fieldOf(block, 'type')) {
    case 'header':
      if (typeof text !== 'string') return undefined
      return {
        type: 'header',
        text: { type: 'plain_text', text, emoji: fieldOf(fieldOf(block, 'text'), 'emoji') === true },
      }
    case 'section':
      return typeof text === 'string' ? { type: 'section', text: mrkdwn(text) } : undefined
    case 'context': {
      const elements = fieldOf(block, 'elements')
      const texts = Array.isArray(elements) ? elements.map((one: unknown) => fieldOf(one, 'text')) : []
      const isText = texts.length > 0 && texts.every(one => typeof one === 'string')
      return isText ? { type: 'context', elements: texts.map(mrkdwn) } : undefined
    }
    default:
      return undefined
  }
}

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true }
}
