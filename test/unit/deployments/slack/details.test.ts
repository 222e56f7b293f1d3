import { describe, expect, test } from 'vitest'
import { detailsReply } from '../../../../src/deployments/slack/details.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { SLACK_LIMITS } from '../../../../src/slack/limits.ts'
import { endedView } from '../ended-view.ts'
import { facts } from './facts.ts'

const failed: Ending = { outcome: 'failed', reason: 'crash', text: 'Deployment/web: crash: exit 1', findings: [] }

/** The paragraphs of the reply about a container with these last lines. */
function paragraphs(lines: readonly string[]): readonly string[] {
  const containerLog = { pod: 'web-1', container: 'app', lines }
  const { blocks } = detailsReply(facts(), endedView({ ending: failed, containerLog }))
  return blocks.flatMap(block => (block.type === 'section' && 'text' in block ? block.text.text : []))
}

describe('the last lines of a container', () => {
  test('the newest twelve, as they are', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `  line ${index}`)
    expect(paragraphs(lines).at(-1)).toBe(`\`\`\`${lines.slice(-12).join('\n')}\`\`\``)
  })

  test('lines full of brackets grow when they are escaped: fewer of them are shown, the newest', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `${'<'.repeat(170)} ${index}`)
    const text = paragraphs(lines).at(-1) ?? ''
    expect(text.length).toBeLessThanOrEqual(SLACK_LIMITS.sectionText)
    expect(text).toMatch(/^```&lt;.* 8\n&lt;.* 9\n&lt;.* 10\n&lt;.* 11```$/)
  })
})

describe('what else is said of a bad end', () => {
  const shown = (view: Parameters<typeof endedView>[0]) =>
    detailsReply(facts(), endedView(view)).blocks.flatMap(block => (block.type === 'section' ? block.text.text : []))
  const finding = (index: number) => ({ reason: 'crash', text: `finding ${index}`, where: `f.yaml:${index}` }) as const
  const findings = (count: number) => Array.from({ length: count }, (_, index) => finding(index))

  test('the command that releases the lock in the way', () => {
    const text = 'locked by ada until 2026-01-05T14:00Z: new database'
    const finding = { reason: 'environment-locked', text, command: 'commit-train unlock production' } as const
    const ending: Ending = { outcome: 'refused', reason: 'environment-locked', text, findings: [finding, finding] }
    expect(shown({ ending })).toEqual([`<@U0ADA> Refused: ${text}`, '```commit-train unlock production```'])
  })

  test('each finding on a line, with its place; none twice', () => {
    const ending: Ending = { ...failed, findings: [{ reason: 'crash', text: failed.text }, ...findings(2)] }
    expect(shown({ ending }).slice(1)).toEqual(['• `f.yaml:0` finding 0\n• `f.yaml:1` finding 1'])
  })

  test('of very many the first fifteen, and how many more there are', () => {
    const [list = ''] = shown({ ending: { ...failed, findings: findings(40) } }).slice(1)
    const lines = list.split('\n')
    expect(lines).toHaveLength(16)
    expect(lines.slice(14)).toEqual(['• `f.yaml:14` finding 14', 'and 25 more, in the log'])
    expect(shown({ ending: { ...failed, findings: findings(15) } })[1]).not.toContain('more')
  })

  test('the advice of its cause, and no log of a container that wrote nothing', () => {
    const cause = { code: 'crash', object: 'Deployment/web', text: 'exit 1', advice: 'look at the log' } as const
    const containerLog = { pod: 'web-1', container: 'app', lines: [] }
    expect(shown({ ending: failed, cause, containerLog }).slice(1)).toEqual(['look at the log'])
  })

  test('nothing where there is nothing', () => {
    expect(shown({ ending: failed })).toHaveLength(1)
  })
})

describe('the facts of any end', () => {
  const ofView = (view: EndedView) =>
    detailsReply(facts(), view).blocks.flatMap(block => {
      if (block.type === 'section') return block.text.text
      return block.type === 'context' ? block.elements.map(({ text }) => text) : []
    })
  const { image: _image, ms: _ms, ...bare } = endedView()
  const object = { object: 'Service/web', action: 'changed' } as const

  test('a success notifies no one: its line, then times, objects and image in small', () => {
    expect(ofView(endedView({ objects: [object] }))).toEqual([
      ...[
        'Deployed in 14 s',
        'took 14 s (gate 0.4 s, rollout 12 s) · objects: 1 changed · `ghcr.io/acme/hello@sha256:abc`',
      ],
    ])
  })

  test('what is not known is left out', () => {
    expect(ofView({ ...bare, ms: 1000, steps: [] })).toEqual(['Deployed in 14 s', 'took 1.0 s'])
    expect(ofView(bare)).toEqual(['Deployed in 14 s'])
  })

  test('an end that is no success begins with who asked', () => {
    expect(ofView({ ...bare, ending: failed })).toEqual(['<@U0ADA> Failed: Deployment/web: crash: exit 1'])
  })

  test('a finding without a place has none', () => {
    const ending: Ending = { ...failed, findings: [{ reason: 'crash', text: 'one more' }] }
    expect(ofView({ ...bare, ending })[1]).toBe('• one more')
  })
})
