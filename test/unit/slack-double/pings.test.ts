import { describe, expect, test } from 'vitest'
import { parse } from '../../platform/slack/mrkdwn/parse.ts'
import { pingsOf } from '../../platform/slack/mrkdwn/pings.ts'
import type { Block } from '../../platform/slack/schema.ts'

const section = (text: string, verbatim = true): Block => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim },
})

describe('who is notified', () => {
  test.each<[string, readonly string[]]>([
    ['<@U0ADA> merged it', ['@U0ADA']],
    ['<@U0ADA> and <@W0BEN|ben>', ['@U0ADA', '@W0BEN']],
    ['<@U0ADA> and <@U0ADA>', ['@U0ADA']],
    ['<!channel>', ['@channel']],
    ['<!here|here>', ['@here']],
    ['<!everyone>', ['@everyone']],
    ['<!subteam^S0OPS|@ops>', ['@S0OPS']],
    ['<#C0DEPLOYS>', []],
    ['<https://example.test/?a=@channel|@channel>', []],
    ['&lt;!channel&gt; &lt;@U0ADA&gt;', []],
    ['&amp;lt;!channel&amp;gt;', []],
    ['@channel @here', []],
    ['<!date^1^{date}|then>', []],
  ])('%s', (text, notified) => {
    expect(pingsOf({ text: '', blocks: [section(text)] }, 'none')).toEqual(notified)
    expect(pingsOf({ text, blocks: [] }, 'none')).toEqual(notified)
  })

  test('a name without brackets is read too, unless it is to be taken literally', () => {
    expect(pingsOf({ text: '', blocks: [section('@channel, or a@here', false)] }, 'none')).toEqual(['@channel'])
    expect(pingsOf({ text: 'dear @everyone', blocks: [] }, 'client')).toEqual(['@everyone'])
    expect(pingsOf({ text: 'dear @everyone', blocks: [] }, 'none')).toEqual([])
  })

  test('in fields and contexts, but not in plain texts', () => {
    const at = (id: string) => ({ type: 'mrkdwn', text: `<@${id}>`, verbatim: true }) as const
    const blocks: Block[] = [
      { type: 'header', text: { type: 'plain_text', text: '<@U0HEADER>' } },
      { type: 'section', fields: [at('U0FIELD')] },
      { type: 'context', elements: [at('U0CONTEXT'), { type: 'plain_text', text: '<@U0PLAIN>' }] },
      { type: 'divider' },
    ]
    expect(pingsOf({ text: '', blocks }, 'none')).toEqual(['@U0FIELD', '@U0CONTEXT'])
  })
})

test('a text falls into what is shown as it stands and what means something', () => {
  expect(parse('a &lt;b&gt; &amp;amp; <https://x.test?a=1&amp;b=2|c &gt; d|e> <@U0ADA>!')).toEqual([
    { kind: 'text', text: 'a <b> &amp; ' },
    { kind: 'link', url: 'https://x.test?a=1&b=2', label: 'c > d|e' },
    { kind: 'text', text: ' ' },
    { kind: 'user', id: 'U0ADA' },
    { kind: 'text', text: '!' },
  ])
  expect(parse('<#C0X|deploys> < not one <\n>')).toEqual([
    { kind: 'channel', id: 'C0X' },
    { kind: 'text', text: ' < not one <\n>' },
  ])
})
