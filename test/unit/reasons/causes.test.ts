import { expect, test } from 'vitest'
import { CAUSES } from '../../../src/reasons/causes.ts'

test.each(Object.entries(CAUSES))(
  '%s has one sentence of meaning and one line of advice',
  (code, { meaning, advice }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(meaning).toMatch(/^[A-Z].*\.$/)
    expect(meaning).not.toContain('\n')
    // It is appended to the cluster's own text: `<text>. <advice>`, so it has no full stop of its own.
    expect(advice).toMatch(/^\S.*[^.\s]$/)
  },
)
