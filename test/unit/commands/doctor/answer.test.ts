import { expect, test } from 'vitest'
import type { DoctorFacts } from '../../../../src/commands/doctor/facts.ts'
import type { Seen } from '../../../../src/commands/doctor/item.ts'
import { doctorAnswer } from '../../../../src/commands/verbs/doctor.ts'
import { doctorView } from '../../../../src/commands/view/doctor.ts'
import { factsWith, REFUSED, wrong } from './doctor-facts.ts'

test('a repository that is set up as it should be', () => {
  const answer = doctorAnswer(factsWith())
  expect(wrong(answer.items)).toEqual(['unknown - pull-requests'])
  expect(answer).toMatchObject({ code: 'doctor-good', wayIn: 'event', repository: 'acme/hello', server: null })
  expect(new Set(answer.items.map(({ area }) => area))).toEqual(
    new Set([
      'repository',
      'policy',
      'way in',
      'workflows',
      'token',
      'environments',
      'secrets',
      'trunk',
      'locks',
      'cluster',
    ]),
  )
})

const SILENT: Seen<never> = { isRead: false, finding: { reason: 'github-unreachable', text: 'GitHub did not answer' } }

test.each<[string, Partial<DoctorFacts>, string]>([
  ['workflows', { workflows: SILENT }, 'doctor-unknown'],
  ['policy', { policy: SILENT }, 'doctor-unknown'],
  ['environments', { environments: SILENT }, 'doctor-unknown'],
  ['secrets', { secrets: SILENT }, 'doctor-unknown'],
  ['trunk', { trunk: SILENT }, 'doctor-unknown'],
  ['permissions', { reads: new Map([['checks', SILENT]]) }, 'doctor-unknown'],
  // Without these nothing is known.
  ['workflows that it may not see', { workflows: REFUSED }, 'doctor-unknown'],
  ['a policy that it may not see', { policy: REFUSED }, 'doctor-unknown'],
  // Another token may see them.
  [
    'what it may not see',
    { environments: REFUSED, secrets: REFUSED, trunk: REFUSED, reads: new Map([['checks', REFUSED]]) },
    'doctor-good',
  ],
])('not read: %s', (_, facts, expected) => {
  expect(doctorAnswer({ ...factsWith(), ...facts }).code).toBe(expected)
})

test('what stops deployments comes before what is not known, and that before warnings', () => {
  const facts = { ...factsWith({ trunk: { checks: [] } }), secrets: SILENT }
  expect(doctorAnswer(facts).code).toBe('doctor-unknown')
  expect(doctorAnswer({ ...facts, ...archived() }).code).toBe('doctor-stops')
})

function archived() {
  return { settings: factsWith({ settings: { archived: true } }).settings }
}

test.each([
  ['comment', true, false],
  ['run', true, false],
  ['terminal', true, true],
  ['comment', false, true],
] as const)('by a %s, public %j: what was found is shown: %j', (door, isPublic, isShown) => {
  const facts = factsWith({ settings: { isPublic, archived: true }, trunk: { checks: [] } })
  const answer = doctorAnswer({ ...facts, door })
  expect([answer.code, answer.isShown, answer.items.length > 0]).toEqual(['doctor-stops', isShown, isShown])
  expect(answer.counts).toEqual({ stops: 1, warning: 1, unknown: 1 })
  const shown = JSON.stringify(doctorView(answer))
  expect(shown).toContain('1 finding that stops deployments, 1 warning, 1 not known')
  expect(shown.includes('trunk-unchecked')).toBe(isShown)
})
