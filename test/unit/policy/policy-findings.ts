import { expect } from 'vitest'
import { type Finding, UserError } from '../../../src/errors.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { thrownBy } from './thrown.ts'

export function findingsOf(text: string, repository = 'hello-service'): readonly Finding[] {
  const thrown = thrownBy(() => parsePolicy(text, { repository }))
  expect(thrown).toBeInstanceOf(UserError)
  expect(thrown).toMatchObject({ outcome: 'refused', reason: 'policy-invalid' })
  return (thrown as UserError).findings
}

/** What a finding says, with its line, as a person would read it. */
export function said(text: string): string[] {
  return findingsOf(text).map(finding => `${finding.where?.replace('.github/commit-train.yml:', '')}: ${finding.text}`)
}
