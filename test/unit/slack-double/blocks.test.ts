import { describe, expect, test } from 'vitest'
import { checkBlocks, sizeOf } from '../../platform/slack/block/blocks.ts'
import { LIMITS } from '../../platform/slack/block/limits.ts'
import { Problem, Unmodelled } from '../../platform/slack/problem.ts'

const text = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length), verbatim: true })
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const section = (length: number) => ({ type: 'section', text: text(length) })
const DIVIDER = { type: 'divider' }
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)

/** Slack's code, and its words for each breach. */
function refusal(blocks: unknown): [string, ...string[]] {
  try {
    checkBlocks(blocks)
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const { errors = [] } = thrown.more as { errors?: string[] }
    return [thrown.code, ...errors]
  }
  return ['']
}

describe('each limit: the last that is taken, the first that is not', () => {
  test.each<[string, unknown[], unknown[], string]>([
    ['blocks', times(50, DIVIDER), times(51, DIVIDER), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'the text of a section',
      [section(3000)],
      [section(3001)],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'fields',
      [{ type: 'section', fields: times(10, text(1)) }],
      [{ type: 'section', fields: times(11, text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'the text of a field',
      [{ type: 'section', fields: [text(2000)] }],
      [{ type: 'section', fields: [text(2001)] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'the text of a header',
      [{ type: 'header', text: plain(150) }],
      [{ type: 'header', text: plain(151) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'elements of a context',
      [{ type: 'context', elements: times(10, text(1)) }],
      [{ type: 'context', elements: times(11, text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'the text of an element',
      [{ type: 'context', elements: [text(3000)] }],
      [{ type: 'context', elements: [text(3001)] }],
      'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]',
    ],
    [
      'the name of a block',
      [{ ...DIVIDER, block_id: 'x'.repeat(255) }],
      [{ ...DIVIDER, block_id: 'x'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
  ])('%s', (_, taken, refused, words) => {
    expect(refusal(taken)).toEqual([''])
    expect(refusal(refused)).toEqual(['invalid_blocks', words])
  })

  test('all texts together', () => {
    const full = [...times(4, section(3000)), section(LIMITS.allText - 12_000 - 5 * LIMITS.perBlock)]
    expect(sizeOf(checkBlocks(full))).toBe(LIMITS.allText)
    expect(refusal([...times(4, section(3000)), section(LIMITS.allText - 12_000 - 5 * LIMITS.perBlock + 1)])).toEqual([
      'msg_blocks_too_long',
    ])
    // What others saw refused: 45 blocks with 11,341 characters, and 13,202 in few blocks.
    expect(refusal([...times(44, section(252)), section(253)])).toEqual(['msg_blocks_too_long'])
    expect(refusal([...times(4, section(3000)), section(1202)])).toEqual(['msg_blocks_too_long'])
  })
})

describe('forms that are refused', () => {
  test.each<[string, unknown, string]>([
    ['no list', {}, 'invalid_blocks_format'],
    ['a block that is none', ['x'], 'must provide an object'],
    ['an unknown type', [{ type: 'sektion' }], 'unsupported type: sektion'],
    ['a type named like a property of every object', [{ type: 'constructor' }], 'unsupported type: constructor'],
    ['an unknown key', [{ ...DIVIDER, colour: 'red' }], 'no more items allowed: colour'],
    [
      'an unknown key of a text',
      [{ type: 'section', text: { ...text(1), emoji: true } }],
      'no more items allowed: emoji',
    ],
    ['a section that says nothing', [{ type: 'section' }], 'missing required field: text'],
    ['an empty text', [section(0)], 'must be more than 0 characters'],
    ['a text that is none', [{ type: 'section', text: { type: 'mrkdwn', text: 7 } }], 'must provide a string'],
    ['a string in place of a text object', [{ type: 'section', text: 'x' }], 'must provide an object'],
    ['no fields', [{ type: 'section', fields: [] }], 'no fewer than 1 items allowed'],
    ['no elements', [{ type: 'context', elements: [] }], 'no fewer than 1 items allowed'],
    ['elements that are no list', [{ type: 'context', elements: text(1) }], 'must provide an array'],
    ['mrkdwn in a header', [{ type: 'header', text: text(1) }], 'unsupported type: mrkdwn'],
    ['verbatim that is no boolean', [{ type: 'section', text: { ...text(1), verbatim: 1 } }], 'must provide a boolean'],
    ['a name twice', times(2, { ...DIVIDER, block_id: 'a' }), 'block_id already exists'],
  ])('%s', (_, blocks, words) => {
    expect(refusal(blocks).join()).toContain(words)
  })

  test.each<[string, object]>([
    ['other blocks', { type: 'actions', elements: [] }],
    ['accessories', { ...section(1), accessory: { type: 'button' } }],
    ['images', { type: 'context', elements: [{ type: 'image' }] }],
  ])('what Slack knows and the double does not: %s', (_, block) => {
    expect(() => checkBlocks([block])).toThrow(Unmodelled)
  })
})
