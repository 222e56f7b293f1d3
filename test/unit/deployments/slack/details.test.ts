import { describe, expect, test } from 'vitest'
import { detailsReply } from '../../../../src/deployments/slack/details.ts'
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
