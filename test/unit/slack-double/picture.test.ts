import { describe, expect, test } from 'vitest'
import { type Pictured, picture } from '../../platform/slack/picture/picture.ts'
import { partsOf, runsOf } from '../../platform/slack/picture/runs.ts'
import { widthOf, wrap } from '../../platform/slack/picture/wrap.ts'
import type { Block } from '../../platform/slack/schema.ts'

const names = (id: string) => ({ U0ADA: 'ada', C0DEPLOYS: 'deploys' })[id]
const section = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })
const hello: Pictured = { text: 'hello', blocks: [section('hello')], at: '09:14' }

/** What is written in a picture, line by line. */
function written(svg: string): string[] {
  const lines = svg.split('\n').filter(line => line.includes('<text '))
  return lines.map(line => [...line.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, inside = '']) => inside).join(' '))
}

describe('how a line looks', () => {
  test.each<[string, object[]]>([
    ['a *b* c', [{ text: 'a ' }, { text: 'b', bold: true }, { text: ' c' }]],
    ['*<https://x.test|b>* c', [{ text: 'b', bold: true, link: true }, { text: ' c' }]],
    [
      '_a_ ~b~ `c*d*`',
      [
        { text: 'a', italic: true },
        { text: ' ' },
        { text: 'b', struck: true },
        { text: ' ' },
        { text: 'c*d*', code: true },
      ],
    ],
    ['2 * 3 and snake_case_name', [{ text: '2 * 3 and snake_case_name' }]],
    ['*alone', [{ text: '*' }, { text: 'alone' }]],
    [
      '<@U0ADA> <@U0NOBODY> <!here>',
      [
        { text: '@ada', mention: true },
        { text: ' ' },
        { text: '@U0NOBODY', mention: true },
        { text: ' ' },
        { text: '@here', mention: true },
      ],
    ],
    ['<#C0DEPLOYS> &lt;!here&gt;', [{ text: '#deploys', mention: true }, { text: ' <!here>' }]],
  ])('%s', (line, runs) => {
    expect(runsOf(line, names)).toEqual(runs)
  })

  test('blocks of code are shown as they stand', () => {
    expect(partsOf('run\n```a *b* &lt;c&gt;\nd```', names)).toEqual([
      { lines: [[{ text: 'run' }]] },
      { code: ['a *b* <c>', 'd'] },
    ])
  })
})

test('lines are broken between words, and in words that are too long', () => {
  const lines = wrap([{ text: 'one two three ' }, { text: 'four', bold: true }, { text: ` ${'x'.repeat(40)}` }], 8)
  expect(lines.length).toBeGreaterThan(4)
  for (const line of lines) {
    expect(line.reduce((sum, run) => sum + widthOf(run.text.trimEnd(), run), 0)).toBeLessThanOrEqual(8.4)
  }
  expect(
    lines
      .flat()
      .map(run => run.text)
      .join(''),
  ).toBe(`one two three four ${'x'.repeat(40)}`)
})

describe('a picture', () => {
  const blocks: Block[] = [
    { type: 'header', text: { type: 'plain_text', text: 'A <headline> *as it stands*' } },
    section('one <@U0ADA>\n```gh api x```'),
    { type: 'section', fields: ['a', 'b', 'c'].map(text => ({ type: 'mrkdwn', text, verbatim: true })) },
    { type: 'divider' },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'small', verbatim: true }] },
  ]
  const people = [{ id: 'U0ADA', name: 'ada' }]

  test('shows who says what, in order, and is closed in itself', () => {
    const shown = picture(
      [
        { ...hello, blocks },
        { ...hello, at: '10:02', reply: true, blocks: [] },
      ],
      { title: 'A & B', people },
    )
    expect(written(shown)).toEqual([
      'C',
      'commit-train APP 09:14',
      'A &lt;headline&gt; *as it stands*',
      'one @ada',
      'gh api x',
      'a',
      'b',
      'c',
      'small',
      'C',
      'commit-train APP 10:02',
      'hello',
    ])
    expect(shown).toContain('<title>A &amp; B</title>')
    expect(shown).not.toMatch(/href|url\(|<image|<script/)
  })

  test('nothing in a message becomes a part of it', () => {
    const hostile = '&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; "\u0000\u001b&amp;lt;'
    const shown = picture([{ ...hello, blocks: [section(hostile)] }], { title: '</title><script>' })
    for (const part of ['<script', '\u0000', '\u001b']) expect(shown).not.toContain(part)
    expect(written(shown).at(-1)).toBe('&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;lt;')
    const tags = [...shown.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)].filter(([, , , single]) => single === '')
    const open: string[] = []
    for (const [, close, name = ''] of tags)
      if (close === '/') expect(open.pop()).toBe(name)
      else open.push(name)
    expect(open).toEqual([])
  })

  test('grows with what it shows, and keeps its width', () => {
    const size = (text: string) => {
      const shown = picture([{ ...hello, blocks: [section(text)] }], { title: 't', width: 400 })
      // The first is the letter in the square.
      const [, ...places] = [...shown.matchAll(/<text x="([\d.]+)" y="([\d.]+)"/g)].map(([, , y]) => Number(y))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(shown) ?? []
      expect(width).toBe('400')
      expect(Math.max(...places)).toBeLessThan(Number(height))
      return Number(height)
    }
    expect(size('word '.repeat(100))).toBeGreaterThan(size('word') + 100)
  })

  test.each([
    ['narrow letters', 'il '.repeat(200)],
    ['wide letters', 'WM@ '.repeat(80)],
    ['a word without an end', 'W'.repeat(200)],
    ['bold and code', `*${'Wide bold words '.repeat(20)}* \`${'code '.repeat(60)}\``],
    ['symbols', '✅❌ '.repeat(80)],
    ['another script', '部署 '.repeat(100)],
    ['a block of code', `\`\`\`${'code '.repeat(60)}\`\`\``],
  ])('holds each line inside its box, whatever the font: %s', (_, text) => {
    const shown = picture([{ ...hello, blocks: [section(text)] }], { title: 't', width: 400 })
    const texts = [...shown.matchAll(/<text ([^>]*)>/g)].map(([, attributes = '']) => attributes)
    const ends = texts.map(
      one => Number(/^x="([\d.]+)"/.exec(one)?.[1]) + Number(/ textLength="([\d.]+)"/.exec(one)?.[1]),
    )
    const symbols = [...shown.matchAll(/translate\(([\d.]+) /g)].map(([, x]) => Number(x) + 18)
    expect(ends.length + symbols.length).toBeGreaterThan(8)
    for (const end of [...ends, ...symbols]) expect(end).toBeLessThanOrEqual(381)
  })

  test('draws symbols as shapes, since a font may have none', () => {
    const shown = picture([{ ...hello, blocks: [section('a ✅ b ⚠️')] }], { title: 't' })
    expect(shown).not.toMatch(/\p{Extended_Pictographic}|\uFE0F/u)
    expect(written(shown).at(-1)).toBe('a b')
    expect(shown.match(/<g transform=/g)).toHaveLength(2)
    expect(() => picture([{ ...hello, blocks: [section('🦄')] }], { title: 't' })).toThrow('there is no drawing of 🦄')
  })
})
