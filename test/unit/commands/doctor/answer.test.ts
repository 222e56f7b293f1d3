import { expect, test } from 'vitest'
import { doctorAnswer } from '../../../../src/commands/verbs/doctor.ts'
import { factsWith, wrong } from './doctor-facts.ts'

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
