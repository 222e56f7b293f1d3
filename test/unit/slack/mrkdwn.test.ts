import { describe, expect, test } from 'vitest'
import { bold, code, codeBlock, escapedMrkdwn, link, mention, shortened } from '../../../src/slack/mrkdwn.ts'
import { parse } from '../../platform/slack/mrkdwn/parse.ts'
import { pingsOf } from '../../platform/slack/mrkdwn/pings.ts'

const mentionsIn = (mrkdwn: string) => pingsOf({ text: mrkdwn, blocks: [] }, 'none')
/** What a person reads. */
const read = (mrkdwn: string) =>
  parse(mrkdwn)
    .map(piece => ('text' in piece ? piece.text : 'label' in piece ? piece.label : '?'))
    .join('')

const HOSTILE = [
  '<!channel> urgent',
  '<!here|here> <!everyone>',
  '<@U0ADA> look',
  '<!subteam^S0OPS>',
  '&lt;!channel&gt;',
  '<https://evil.test|log in here>',
  '> quoted',
  '``` <!channel> ```',
  'a\n<!channel>\u2028<@U0ADA>',
  'a|<!channel>|b',
  '\u202e>lennahc!<',
  '<',
  '>',
  '&',
  '',
]

describe('a text of others', () => {
  test.each(HOSTILE)('%j mentions no one, has no link, and reads as it was written', text => {
    for (const shown of [
      escapedMrkdwn(text),
      code(text),
      shortened(text, 200),
      link('https://x.test/?a=<!here>&b=|<@U0ADA>', text),
    ]) {
      expect(mentionsIn(shown)).toEqual([])
      expect(shown).not.toContain('\n')
      const links = parse(shown).flatMap(piece => ('url' in piece ? [new URL(piece.url).host] : []))
      expect(links.filter(host => host !== 'x.test')).toEqual([])
    }
    expect(read(escapedMrkdwn(text)).replaceAll('ˋ', '`')).toBe(
      text
        .replaceAll('\u202e', ' ')
        .replaceAll(/[\n\u2028]/g, ' ')
        .trim(),
    )
  })

  test.each<[string, string]>([
    ['a *bold* ~move~ `rm`', 'a ∗bold∗ ∼move∼ ˋrmˋ'],
    ['_private_ snake_case_name __init__', 'ˍprivateˍ snake_case_name ˍ_init_ˍ'],
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
  ])('%j has no marks of its own: %j', (text, expected) => {
    expect(escapedMrkdwn(text)).toBe(expected)
  })

  test('is cut before it is escaped, so that no entity is torn apart', () => {
    expect(shortened('&&&&&&', 4)).toBe('&amp;&amp;&amp;…')
    expect(shortened('&&&&', 4)).toBe('&amp;&amp;&amp;&amp;')
  })
})

test.each<[string, string, string]>([
  ['https://x.test/a?b=1&c=2', 'go', '<https://x.test/a?b=1&amp;c=2|go>'],
  ['https://x.test/a|b<c>d e', 'go | now', '<https://x.test/a%7Cb%3Cc%3Ed%20e|go ¦ now>'],
  ['https://x.test/', '', '<https://x.test/>'],
  ['javascript:alert(1)', 'go', 'go'],
  ['not an address', 'a & b', 'a &amp; b'],
])('a link to %s with %j: %s', (address, label, expected) => {
  expect(link(address, label)).toBe(expected)
})

test('a mention notifies the person', () => {
  expect(mentionsIn(`${mention('U0ADA')} <!channel>`.replace('<!channel>', escapedMrkdwn('<!channel>')))).toEqual([
    '@U0ADA',
  ])
  for (const wrong of ['ada', '!channel', 'U0ADA>', '', 'u0ada'])
    expect(() => mention(wrong)).toThrow('not a Slack member')
})

test('marks of our own', () => {
  expect([bold('a'), bold(''), code('a`b'), code('')]).toEqual(['*a*', '', '`aˋb`', ''])
  expect(codeBlock('gh api x -f "a[]=<b>" && echo')).toBe('```gh api x -f "a[]=&lt;b&gt;" &amp;&amp; echo```')
  expect(() => codeBlock('echo `id`')).toThrow('backtick')
})
