import { describe, expect, test } from 'vitest'
import { refusalBy } from '../../../../src/domain/deployment/verdict.ts'

describe('what could not be read', () => {
  const facts = { sha: 'a'.repeat(40), branch: 'main' }

  test('never allows', () => {
    expect(refusalBy(facts)).toBeUndefined()
  })

  test('does not hide what refuses', () => {
    const verdict = refusalBy({ ...facts, trunk: { kind: 'not-on-trunk', looked: 3 } })
    expect(verdict).toMatchObject({ kind: 'refuse', reason: 'not-on-trunk' })
  })
})
