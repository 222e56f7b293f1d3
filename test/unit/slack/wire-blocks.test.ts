import { expect, test } from 'vitest'
import { context, header, section } from '../../../src/slack/blocks.ts'
import { blocksOf } from '../../../src/slack/wire-blocks.ts'

const OURS = [header('Deploying'), section('*Greet* <https://example|a>'), context('one', 'two')]

test('our own blocks, with what Slack adds to them', () => {
  const given = OURS.map((block, index) => ({ ...block, block_id: `b${index}` }))
  expect(blocksOf(given)).toEqual(OURS)
})

test.each([
  ['none', []],
  ['no list', undefined],
  ['a kind that we do not write', [...OURS, { type: 'divider' }]],
  ['a header without a text', [{ type: 'header' }, ...OURS]],
  ['a paragraph of fields', [{ type: 'section', fields: [] }]],
  ['an image in the small print', [{ type: 'context', elements: [{ type: 'image', image_url: 'x' }] }]],
  ['small print without a text', [{ type: 'context', elements: [] }]],
  ['no block', [...OURS, null]],
])('%s is no message of ours', (_what, given) => {
  expect(blocksOf(given)).toBeUndefined()
})
