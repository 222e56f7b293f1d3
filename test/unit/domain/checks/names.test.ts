import { describe, expect, test } from 'vitest'
import { isNamed } from '../../../../src/domain/checks/names.ts'
import { check, facts, policy, run, status } from './facts.ts'
import { judged } from './judged.ts'

describe('the names a job answers to', () => {
  test.each([
    // Name of the job, what the policy may write, what it may not.
    ['test', ['test', 'ci / test', 'ci'], ['Test', 'tes', 'tests', 'c', 'ci /', 'e2e / test', 'test (20)']],
    [
      'call / test',
      ['test', 'call', 'call / test', 'ci / call / test', 'ci / test', 'ci / call'],
      ['call/test', 'x / test', 'call / t'],
    ],
    ['call / inner / test', ['test', 'inner', 'call / inner', 'inner / test', 'ci / inner / test'], ['call / test']],
    ['test (20, ubuntu)', ['test', 'test (20, ubuntu)', 'ci / test'], ['test (20)', 'test (', 'tes', 'ubuntu']],
    [
      'call (eu) / test (20)',
      ['test', 'call', 'call / test', 'call (eu) / test', 'ci / call / test (20)'],
      ['call (us) / test'],
    ],
    ['test (a / b)', ['test', 'test (a / b)', 'ci / test'], ['tes', 'a']],
    ['deploy / plan (dry)', ['plan', 'deploy', 'deploy / plan'], ['dry', 'plan (']],
    ['build (linux) (x64)', ['build', 'build (linux)', 'build (linux) (x64)'], ['linux']],
    ['größe / ÄÖ (ß)', ['ÄÖ', 'größe'], ['äö']],
  ])('%s', (job, yes, no) => {
    const named = (name: string) => isNamed({ shortName: job, workflow: 'ci' }, [name])
    expect(yes.filter(name => !named(name))).toEqual([])
    expect(no.filter(named)).toEqual([])
  })

  test('another app’s check and a commit status have one name', () => {
    const named = (name: string) => isNamed({ shortName: 'ci / test (20)', workflow: undefined }, [name])
    expect(['ci / test (20)', 'test', 'ci', 'ci / test'].map(named)).toEqual([true, false, false, false])
  })

  test('a whole run answers to its workflow alone', () => {
    const named = (name: string) => isNamed({ shortName: '', workflow: 'ci' }, [name])
    expect(['ci', 'test', 'c'].map(named)).toEqual([true, false, false])
  })
})

describe('required and ignored', () => {
  const matrix = facts({
    runs: [
      run([
        ['call / test', 'success'],
        ['test (20)', 'success'],
        ['test (22)', 'failure'],
        ['lint', 'success'],
      ]),
    ],
  })

  test('`required: [test]` finds the nested job and all of the matrix', () => {
    expect(judged(matrix, policy({ required: ['test'] }))).toEqual(['check-failed'])
    const nested = facts({ runs: [run([['call / test', 'success']])] })
    for (const name of ['test', 'call', 'ci', 'ci / call / test']) {
      expect(judged(nested, policy({ required: [name] }))).toEqual(['passed', 'ci / call / test'])
    }
  })

  test('`ignored: [test]` leaves all of them out, the name of a workflow all of its jobs', () => {
    expect(judged(matrix, policy({ ignored: ['test'] }))).toEqual(['passed', 'ci / lint'])
    const other = run([['scan', 'success']], { workflowId: 2, workflowName: 'scan' })
    const both = facts({ runs: [run([['lint', 'failure']]), other] })
    expect(judged(both, policy({ ignored: ['ci'] }))).toEqual(['passed', 'scan / scan'])
  })

  test('a required check that `ignored` leaves out', () => {
    const rules = policy({ required: ['call / test'], ignored: ['test'] })
    expect(judged(matrix, rules)).toEqual(['check-missing'])
  })

  test('other apps’ by their whole name', () => {
    const given = facts({ checkRuns: [check('scan (go)', 'success')], statuses: [status('ci / scan', 'success')] })
    expect(judged(given, policy({ required: ['scan'] }))).toEqual(['check-missing'])
  })
})
