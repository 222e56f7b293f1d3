import { describe, expect, test } from 'vitest'
import { check, facts, run, status } from './facts.ts'
import { judged } from './judged.ts'

describe('the newest decides', () => {
  test('a run again, of the same workflow run', () => {
    const again = run(
      [
        ['test', 'failure'],
        ['test', 'success'],
      ],
      { attempt: 2, result: 'success' },
    )
    expect(judged(facts({ runs: [again] }))).toEqual(['passed', 'ci / test'])
    const worse = run(
      [
        ['test', 'success'],
        ['test', 'failure'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [worse] }))).toEqual(['check-failed'])
    const going = run(
      [
        ['test', 'failure'],
        ['test', 'in_progress'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [going] }))).toEqual(['check-running'])
  })

  test('by id, not by the order of the list', () => {
    const [old, young] = [check('scan', 'failure'), check('scan', 'success')]
    expect(judged(facts({ checkRuns: [young, old] }))[0]).toBe('passed')
    expect(
      judged(
        facts({
          checkRuns: [
            { ...young, id: 1 },
            { ...old, id: 2 },
          ],
        }),
      ),
    ).toEqual(['check-failed'])
    const [red, green] = [status('ci', 'failure'), status('ci', 'success')]
    expect(judged(facts({ statuses: [green, red] }))[0]).toBe('passed')
  })

  test('a job run again on its own leaves the others of the run as they are', () => {
    const again = run(
      [
        ['lint', 'failure'],
        ['test', 'failure'],
        ['test', 'success'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [again] }))).toEqual(['check-failed'])
  })

  test('a second run of the same workflow for the same commit and event', () => {
    const given = { runs: [run([['test', 'failure']]), run([['test', 'success']])] }
    expect(judged(facts(given))).toEqual(['passed', 'ci / test'])
    expect(judged(facts({ runs: given.runs.toReversed() }))).toEqual(['passed', 'ci / test'])
  })

  test.each([
    ['another workflow', { workflowId: 2 }],
    ['another workflow of the same name', { workflowId: 3, workflowName: 'ci' }],
    ['another event', { event: 'merge_group' }],
  ])('a success hides no failure of %s', (_, other) => {
    const given = { runs: [run([['test', 'failure']]), run([['test', 'success']], other)] }
    expect(judged(facts(given))).toEqual(['check-failed'])
  })

  test('a success hides no failure of another app, nor of a status', () => {
    const apps = [check('test', 'failure', { app: 'a' }), check('test', 'success', { app: 'b' })]
    expect(judged(facts({ checkRuns: apps }))).toEqual(['check-failed'])
    expect(judged(facts({ statuses: [status('test', 'failure')], checkRuns: [check('test', 'success')] }))).toEqual([
      'check-failed',
    ])
  })

  test('jobs of one attempt with the same name hide nothing: the second is skipped because the first failed', () => {
    expect(
      judged(
        facts({
          runs: [
            run([
              ['test', 'failure'],
              ['test', 'skipped'],
            ]),
          ],
        }),
      ),
    ).toEqual(['check-failed'])
    expect(
      judged(
        facts({
          runs: [
            run([
              ['test', 'success'],
              ['test', 'success'],
            ]),
          ],
        }),
      ),
    ).toEqual(['passed', 'ci / test', 'ci / test'])
  })
})
