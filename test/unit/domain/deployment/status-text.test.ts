import { expect, test } from 'vitest'
import { endingText, statusText, stepText } from '../../../../src/domain/deployment/status-text.ts'
import { STEPS } from '../../../../src/domain/deployment/steps.ts'

/** A person, a joiner, a woman, a girl: five code points, one character. */
const FAMILY = '👨‍👩‍👧'

test('every step with its number', () => {
  expect(STEPS.map(stepText)).toEqual([
    '1/5 Checking the commit',
    '2/5 Rendering templates',
    '3/5 Validating against the cluster (dry run)',
    '4/5 Applying',
    '5/5 Waiting for the rollout',
  ])
})

test('140 code points stay as they are, 141 are cut to 140', () => {
  expect(statusText('x'.repeat(140))).toBe('x'.repeat(140))
  expect(statusText('x'.repeat(141))).toBe(`${'x'.repeat(139)}…`)
})

test('what is outside the first plane counts as one, and is never torn', () => {
  expect(statusText('🚂'.repeat(140))).toBe('🚂'.repeat(140))
  expect(statusText('🚂'.repeat(141))).toBe(`${'🚂'.repeat(139)}…`)
})

test('a cut falls between what a reader takes for characters', () => {
  expect(statusText(`${'x'.repeat(136)}${FAMILY}${FAMILY}`)).toBe(`${'x'.repeat(136)}…`)
  expect(statusText(`${'x'.repeat(134)}${FAMILY}${FAMILY}`)).toBe(`${'x'.repeat(134)}${FAMILY}…`)
  expect(statusText(`${'x'.repeat(138)}e\u0301yyy`)).toBe(`${'x'.repeat(138)}…`)
})

test('no blank before the cut', () => {
  expect(statusText(`${'x'.repeat(138)} ${'y'.repeat(9)}`)).toBe(`${'x'.repeat(138)}…`)
})

test('an ending puts its word in front before it is cut', () => {
  const text = endingText({ outcome: 'refused', text: `2 checks did not pass: ${'ci / test (failure), '.repeat(20)}` })
  expect(text).toMatch(/^Refused: 2 checks did not pass: ci \/ test \(failure\), /)
  expect([...text]).toHaveLength(140)
  expect(text.endsWith('…')).toBe(true)
})

test.each([
  ['Cannot reach the cluster', 'Error: cannot reach the cluster'],
  ['Input "image" is missing', 'Error: input "image" is missing'],
  ['GitHub failed', 'Error: GitHub failed'],
  ['Deployment/web: crash-loop', 'Error: Deployment/web: crash-loop'],
])('%s: behind its word only a name has a capital', (text, expected) => {
  expect(endingText({ outcome: 'error', text })).toBe(expected)
})

test('a success has no word in front and keeps its capital', () => {
  expect(endingText({ outcome: 'success', text: 'The rollout is complete' })).toBe('The rollout is complete')
})
