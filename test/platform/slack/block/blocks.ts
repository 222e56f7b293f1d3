import { textsOf } from '../mrkdwn/pings.ts'
import { breaches, Problem, Unmodelled } from '../problem.ts'
import type { Block } from '../schema.ts'
import { Breaches, type Fields, isObject, type Pointer } from './fields.ts'
import { LIMITS } from './limits.ts'

/** What Slack knows beside the blocks that are modelled. */
const OTHERS =
  'actions alert card carousel container context_actions data_table file image input markdown plan rich_text table task_card video'

type Check = (block: Fields, at: Pointer, found: Breaches) => void

const checks: Readonly<Record<string, Check>> = {
  header(block, at, found) {
    found.object(block, at, ['type', 'block_id', 'text'])
    found.textObject(block.text, `${at}/text`, LIMITS.headerText, ['plain_text'])
  },
  section(block, at, found) {
    if ('accessory' in block) throw new Unmodelled('accessories of sections')
    found.object(block, at, ['type', 'block_id', 'text', 'fields', 'expand'])
    found.boolean(block.expand, `${at}/expand`)
    if (block.text === undefined && block.fields === undefined) found.add('missing required field: text', at)
    if (block.text !== undefined) found.textObject(block.text, `${at}/text`, LIMITS.sectionText)
    if (block.fields === undefined) return
    for (const [n, field] of found.list(block.fields, `${at}/fields`, LIMITS.sectionFields).entries())
      found.textObject(field, `${at}/fields/${n}`, LIMITS.fieldText)
  },
  context(block, at, found) {
    found.object(block, at, ['type', 'block_id', 'elements'])
    for (const [n, element] of found.list(block.elements, `${at}/elements`, LIMITS.contextElements).entries()) {
      if (isObject(element) && element.type === 'image') throw new Unmodelled('images')
      found.textObject(element, `${at}/elements/${n}`, LIMITS.anyText)
    }
  },
  divider(block, at, found) {
    found.object(block, at, ['type', 'block_id'])
  },
}

/** The blocks of a message, if Slack would take them; throws the `Problem` that Slack would answer with. */
export function checkBlocks(value: unknown): readonly Block[] {
  if (!Array.isArray(value)) throw new Problem('invalid_blocks_format')
  const found = new Breaches()
  if (value.length > LIMITS.blocks) found.add(`no more than ${LIMITS.blocks} items allowed`, '/blocks')
  const names = new Set<unknown>()
  for (const [n, block] of value.entries()) {
    const at = `/blocks/${n}`
    if (!isObject(block)) {
      found.add('must provide an object', at)
      continue
    }
    const type = String(block.type)
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined
    if (check === undefined) {
      if (OTHERS.split(' ').includes(type)) throw new Unmodelled(`blocks of the type ${type}`)
      found.add(`unsupported type: ${type}`, `${at}/type`)
      continue
    }
    check(block, at, found)
    found.blockId(block.block_id, at)
    if (block.block_id !== undefined && names.has(block.block_id))
      found.add('block_id already exists', `${at}/block_id`)
    names.add(block.block_id)
  }
  if (found.found.length > 0) throw breaches('invalid_blocks', found.found)
  const blocks: readonly Block[] = value
  if (sizeOf(blocks) > LIMITS.allText) throw new Problem('msg_blocks_too_long')
  return blocks
}

/** What counts towards `msg_blocks_too_long`. */
export function sizeOf(blocks: readonly Block[]): number {
  const texts = blocks.flatMap(textsOf).reduce((sum, { text }) => sum + text.length, 0)
  return texts + blocks.length * LIMITS.perBlock
}
