import { describe, expect, test } from 'vitest'
import { context, header, section, sizeOf } from '../../../src/slack/blocks.ts'
import { type Lines, layOut, type Part } from '../../../src/slack/layout.ts'
import { SLACK_LIMITS } from '../../../src/slack/limits.ts'
import type { SlackBlock } from '../../../src/slack/message.ts'
import { checkBlocks, sizeOf as doublesSize } from '../../platform/slack/block/blocks.ts'

const more = (left: number) => `and ${left} more`
const rest = (left: number) => `and ${left} services more`
const lines = (count: number, length: number): Lines => ({
  lines: Array.from({ length: count }, (_, n) => `${n} `.padEnd(length, 'x')),
  more,
})

/** All texts of sections, line by line. */
function shown(blocks: readonly SlackBlock[]): string[] {
  return blocks.flatMap(block => {
    if (block.type === 'section') return block.text.text.split('\n')
    return block.type === 'context' ? block.elements.map(({ text }) => text) : []
  })
}

describe('what fits is shown whole', () => {
  test('in one paragraph with its title', () => {
    const blocks = layOut([header('h'), { title: '*t*', ...lines(3, 10) }, header('i')], rest)
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'header'])
    expect(shown(blocks)).toHaveLength(4)
    expect(shown(blocks)[0]).toBe('*t*')
  })

  test('in several when it needs them', () => {
    const blocks = layOut([lines(100, 100)], rest)
    expect(blocks).toHaveLength(4)
    expect(shown(blocks)).toHaveLength(100)
  })

  test('up to the last character and the last block', () => {
    const longest = 'x'.repeat(SLACK_LIMITS.sectionText)
    expect(shown(layOut([{ lines: [longest], more }], rest))).toEqual([longest])
    expect(layOut([{ lines: [longest.slice(0, 1499), longest.slice(0, 1500)], more }], rest)).toHaveLength(1)
    expect(layOut([{ lines: [longest.slice(0, 1500), longest.slice(0, 1500)], more }], rest)).toHaveLength(2)
    const most = Array.from({ length: SLACK_LIMITS.blocks }, () => header('h'))
    expect(layOut(most, rest)).toEqual(most)
  })

  test('an empty list is nothing', () => {
    expect(layOut([lines(0, 0)], rest)).toEqual([])
  })
})

describe('what does not fit is counted', () => {
  test('lines', () => {
    const texts = shown(layOut([header('h'), lines(10_000, 100), section('foot')], rest))
    expect(texts.at(-1)).toBe('foot')
    expect(texts.at(-2)).toBe(`and ${10_000 - (texts.length - 2)} more`)
    expect(texts.length).toBeGreaterThan(110)
  })

  test('a line that is too long for a paragraph', () => {
    expect(shown(layOut([{ lines: ['a', 'x'.repeat(3001), 'b'], more }], rest))).toEqual(['a', 'b', 'and 1 more'])
  })

  test('lists share fairly: a short one stands whole beside long ones', () => {
    const texts = shown(layOut([lines(1000, 100), lines(5, 100), lines(1000, 100)], rest))
    const left = texts.filter(text => text.startsWith('and ')).map(text => Number(text.split(' ')[1]))
    expect(left).toHaveLength(2)
    expect(Math.abs((left[0] ?? 0) - (left[1] ?? 0))).toBeLessThanOrEqual(1)
  })

  test('lists that do not fit at all', () => {
    const texts = shown(layOut([header('h'), ...Array.from({ length: 80 }, () => lines(30, 100))], rest))
    expect(texts.at(-1)).toMatch(/^and \d+ services more$/)
    const kept = texts.filter(text => text.startsWith('and ')).length - 1
    expect(texts.at(-1)).toBe(rest(80 - kept))
    expect(kept).toBeGreaterThan(40)
  })

  test('blocks that are always shown never give way', () => {
    expect(() =>
      layOut(
        Array.from({ length: 51 }, () => header('h')),
        rest,
      ),
    ).toThrow('too long')
  })
})

test('whatever the lengths, Slack takes it, and counts it as we do', () => {
  // A fixed sequence: the same shapes each time.
  let state = 7
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  for (let round = 0; round < 60; round += 1) {
    const parts: Part[] = [header('x'.repeat(next(300) + 1)), context('a', 'b'), section('c')]
    const lists = next(70)
    for (let n = 0; n < lists; n += 1)
      parts.push({ title: 't', ...lines(next(60), 1 + next(round % 3 === 0 ? 3100 : 200)) })
    const blocks = layOut(parts, rest)
    expect(doublesSize(checkBlocks(blocks))).toBe(sizeOf(blocks))
    expect(sizeOf(blocks)).toBeLessThanOrEqual(SLACK_LIMITS.message)
  }
})

describe('blocks hold their limits', () => {
  test('a headline is one line, cut between letters', () => {
    const text = (given: string) => {
      const block = header(given)
      return block.type === 'header' ? block.text.text : ''
    }
    expect(text(`a\n${'x'.repeat(200)}`)).toHaveLength(150)
    expect(text('👩‍👩‍👧'.repeat(60)).length).toBeLessThanOrEqual(150)
    expect(text('👩‍👩‍👧'.repeat(60))).toMatch(/^(?:👩‍👩‍👧)+…$/)
  })

  test.each<[string, () => SlackBlock]>([
    ['a section without text', () => section('')],
    ['a long section', () => section('x'.repeat(3001))],
    ['many elements', () => context(...Array.from({ length: 11 }, () => 'x'))],
  ])('%s is a bug of the caller', (_, make) => {
    expect(make).toThrow('Slack')
  })
})

describe('a block takes as much as Slack does, and no more', () => {
  const texts = (count: number) => Array.from({ length: count }, () => 'x')

  test('elements of a context', () => {
    expect(context(...texts(10))).toMatchObject({ elements: { length: 10 } })
    expect(() => context(...texts(11))).toThrow('11 elements')
  })

  test('characters of a text: from one to the limit', () => {
    const longest = 'x'.repeat(SLACK_LIMITS.sectionText)
    expect(section(longest)).toMatchObject({ text: { text: longest } })
    expect(() => section(`${longest}x`)).toThrow('1 to')
    expect(() => section('')).toThrow('a Slack text of 0 characters')
  })
})
