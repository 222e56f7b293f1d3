import { expect, test } from 'vitest'
import { furtherFindings } from '../../../src/deployments/words.ts'
import type { Finding } from '../../../src/errors.ts'

const TEXT = 'no image for this commit'
const FINDING: Finding = { reason: 'image-missing', text: TEXT }

test.each<[string, string, Finding, boolean]>([
  ['the same text', TEXT, FINDING, false],
  ['the same text, with the place', `web.yaml:3: ${TEXT}`, { ...FINDING, where: 'web.yaml:3' }, false],
  ['the same text, and a place that it does not name', TEXT, { ...FINDING, where: 'ghcr.io/acme/hello:1a' }, true],
  ['the same text, and a link', TEXT, { ...FINDING, url: 'https://example.org' }, true],
  ['another text', `2 checks did not pass; ${TEXT}`, FINDING, true],
])('a finding is listed only if it adds something to the ending: %s', (_, ending, one, expected) => {
  const view = { ending: { outcome: 'refused', reason: 'image-missing', text: ending, findings: [one] } } as const
  expect(furtherFindings(view)).toEqual(expected ? [one] : [])
})
