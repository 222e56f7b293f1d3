import { expect, test } from 'vitest'
import { referencesIn, stamped } from '../../script/release/references.ts'
import { highestOf } from '../../script/release/versions.ts'

const OWN = 'commit-train/commit-train'

test.each([
  ['in quotes', `- uses: "${OWN}/actions/build@v1"`],
  ['in quotes of the other kind', `- uses: '${OWN}/actions/build@v1'`],
  ['after two blanks', `-  uses: ${OWN}/actions/build@v1`],
  ['with two blanks behind the colon', `- uses:  ${OWN}/actions/build@v1`],
  ['with two blanks before a comment', `- uses: ${OWN}/actions/build@v1  # newest`],
  ['in a flow mapping', `- {uses: ${OWN}/actions/build@v1}`],
  ['in a flow mapping of several keys', `- {uses: ${OWN}/actions/build@v1, id: a}`],
  ['on the next line', `- uses: >-\n          ${OWN}/actions/build@v1`],
  ['in other capitals', '- uses: Commit-Train/commit-train/actions/build@v1'],
  ['in a comment, for people to take', `# - uses: ${OWN}/actions/build@v1`],
  ['by a SHA that is not whole', `- uses: "${OWN}/actions/build@${'a'.repeat(39)}"`],
  ['by a SHA that goes on', `- uses: "${OWN}/actions/build@${'a'.repeat(40)}0"`],
  ['by an expression', `- uses: "${OWN}/actions/build@\${{ inputs.ref }}"`],
  ['by nothing', `- uses: "${OWN}/actions/build@"`],
])('what stamping misses is found all the same: %s', (_, line) => {
  const [found, ...others] = referencesIn(stamped(`      ${line}\n`, OWN, 'b'.repeat(40), 'v1.2.3'), OWN)
  expect(others).toEqual([])
  expect(found?.path).toBe('actions/build')
  expect(found?.ref).not.toMatch(/^[0-9a-f]{40}$/)
})

test.each([
  ['v1', ['v1.9.0', 'v1.10.0', 'v1.9.10'], 'v1.10.0'],
  ['v1', ['v1.2.10', 'v1.2.9'], 'v1.2.10'],
  ['v1', ['v10.0.0', 'v1.0.0', 'v2.0.0'], 'v1.0.0'],
  ['v3', ['v1.0.0'], undefined],
])('the highest of %s in %j is %s', (major, versions, expected) => {
  expect([highestOf(major, versions), highestOf(major, versions.toReversed())]).toEqual([expected, expected])
})
